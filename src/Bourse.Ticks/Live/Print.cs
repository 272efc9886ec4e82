using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>What a trade adds to a bar, worked out once for all intervals.</summary>
internal readonly struct Print(in Trade trade)
{
    public readonly Int128 Notional = Math.BigMul(trade.Price.Units, trade.Quantity.Units);
    public readonly long Time = trade.Header.VenueTime.Nanoseconds;
    public readonly long Price = trade.Price.Units;
    public readonly long Size = trade.Quantity.Units;
    public readonly bool IsPriced = trade.IsPriced;
}
