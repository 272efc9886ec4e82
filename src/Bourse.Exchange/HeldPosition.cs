namespace Bourse.Exchange;

/// <summary>An account's position in an instrument, in 10⁻⁸ of the base asset and of the quote asset.</summary>
/// <param name="Quantity">Bought less sold here; below 0 more was sold.</param>
/// <param name="Cost">What the quantity was traded for, with its sign.</param>
/// <param name="Mark">
/// The price that it is valued at: of the last trade, on paper of the market elsewhere; where there was none there, the
/// best price at which it could be closed. 0 when there is none.
/// </param>
public readonly record struct HeldPosition(
    int Instrument, string Symbol, string QuoteAsset, long Quantity, Int128 Cost, Int128 Realised, Int128 Fees,
    long Mark)
{
    private const int UnitsPerOne = 100_000_000;

    /// <summary>What it is worth at the mark, rounded down; below 0 for a short one. Null without a mark.</summary>
    public Int128? Value => Quantity == 0 ? 0 : Mark == 0 ? null : Floor((Int128)Mark * Quantity);

    /// <summary>What closing it at the mark would bring, before fees: value less cost. Null without a mark.</summary>
    public Int128? Unrealised => Value - Cost;

    /// <summary>Cost by the unit, rounded towards zero; null when nothing is held.</summary>
    public Int128? AverageCost => Quantity == 0 ? null : Cost * UnitsPerOne / Quantity;

    private static Int128 Floor(Int128 product)
    {
        var (whole, rest) = Int128.DivRem(product, UnitsPerOne);
        return rest < 0 ? whole - 1 : whole;
    }
}
