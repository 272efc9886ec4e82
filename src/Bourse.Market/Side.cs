namespace Bourse.Market;

/// <summary>Which side an order is on; on a trade, the side of the order that took.</summary>
public enum Side : byte
{
    Unknown = 0,
    Buy = 1,
    Sell = 2,
}
