namespace Bourse.Exchange;

/// <summary>What an account has of an asset, in 10⁻⁸, what is held for open orders included.</summary>
public readonly record struct Holding(long Total, long Held)
{
    public long Available => Total - Held;
}
