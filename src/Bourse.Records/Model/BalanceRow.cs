namespace Bourse.Records;

/// <summary>What an account has of an asset. Amounts in 10⁻⁸.</summary>
public sealed class BalanceRow
{
    public int Account { get; init; }

    public int Asset { get; init; }

    public long Total { get; set; }

    public long Held { get; set; }

    /// <summary>The record of the blotter that said so.</summary>
    public long BlotterSequence { get; set; }
}
