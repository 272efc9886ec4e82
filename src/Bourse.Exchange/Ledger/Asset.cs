namespace Bourse.Exchange;

/// <summary>Something that accounts hold.</summary>
internal sealed class Asset(int number, Text16 name, int houseBalance)
{
    /// <summary>The most that may be in the exchange: no sum of balances passes 64 bits.</summary>
    public const long SupplyMax = 1L << 62;

    private readonly Text16 _name = name;

    public int Number => number;

    public ref readonly Text16 Name => ref _name;

    /// <summary>Where the house's balance lies: fees go there.</summary>
    public int HouseBalance => houseBalance;

    /// <summary>Fees of instruments that are traded for this asset.</summary>
    public FeeTier[] Tiers { get; } = new FeeTier[FeeTier.CountMax];

    /// <summary>What all balances add up to: what was deposited, and what fills on paper brought in.</summary>
    public long Supply { get; set; }

    /// <summary>Deposits less withdrawals; below 0 when more was withdrawn that fills on paper brought in.</summary>
    public Int128 Deposited { get; set; }
}
