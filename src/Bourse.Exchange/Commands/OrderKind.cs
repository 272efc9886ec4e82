namespace Bourse.Exchange;

/// <summary>What price an order trades at.</summary>
public enum OrderKind : byte
{
    /// <summary>Its own or a better one.</summary>
    Limit = 0,

    /// <summary>The best there is, as far as the instrument's protection lets it go; what is left then ends.</summary>
    Market = 1,
}
