using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>What of a day's trades its bar does not hold.</summary>
internal readonly record struct TradeDay(Timestamp? First, Timestamp? Last, Quantity Largest)
{
    public static TradeDay Of(TradeSlices slices)
    {
        var (first, last, largest) = (long.MaxValue, long.MinValue, 0L);
        foreach (var slice in slices)
        {
            first = Math.Min(first, slice.Times[0]);
            last = Math.Max(last, slice.Times[^1]);
            foreach (var size in slice.Sizes)
                largest = Math.Max(largest, size);
        }

        return first > last
            ? default
            : new TradeDay(new Timestamp(first), new Timestamp(last), new Quantity(largest));
    }
}
