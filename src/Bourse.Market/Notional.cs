namespace Bourse.Market;

/// <summary>
/// An exact product of price and quantity, or a sum of such products, in units of 10⁻¹⁶ of the quote currency.
/// 128 bits hold the product of the largest price and quantity; sums are checked.
/// </summary>
public readonly record struct Notional(Int128 Units)
{
    public static Notional Zero => default;

    public static Notional operator +(Notional left, Notional right) => new(checked(left.Units + right.Units));

    public static Notional operator -(Notional left, Notional right) => new(checked(left.Units - right.Units));

    public static Notional Add(Notional left, Notional right) => left + right;

    public static Notional Subtract(Notional left, Notional right) => left - right;

    public static Notional Of(Price price, Quantity quantity) => new(checked((Int128)price.Units * quantity.Units));

    /// <summary>The average price over a quantity, rounded half away from zero to 10⁻⁸; null over no quantity.</summary>
    public Price? Over(Quantity quantity)
    {
        if (quantity.Units == 0)
            return null;
        var half = (Int128)quantity.Units / 2;
        var rounded = Units >= 0 ? Units + half : Units - half;
        return new Price((long)(rounded / quantity.Units));
    }
}
