using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>A day's quotes: how many, and their spread where both sides are there and not crossed.</summary>
internal readonly record struct QuoteDay(long Count, Price? AverageSpread, Price? LeastSpread)
{
    public static QuoteDay Of(QuoteSlices slices)
    {
        var (count, spreads, least, sum) = (0L, 0L, Int128.MaxValue, Int128.Zero);
        foreach (var slice in slices)
        {
            count += slice.Times.Length;
            for (var i = 0; i < slice.Times.Length; i++)
            {
                if (slice.BidSizes[i] <= 0 || slice.AskSizes[i] <= 0 || slice.Asks[i] < slice.Bids[i])
                    continue;
                var spread = (Int128)slice.Asks[i] - slice.Bids[i];
                (sum, spreads, least) = (sum + spread, spreads + 1, Int128.Min(least, spread));
            }
        }

        return spreads == 0
            ? new QuoteDay(count, null, null)
            : new QuoteDay(count, PriceOf((sum + (spreads / 2)) / spreads), PriceOf(least));
    }

    private static Price PriceOf(Int128 units) => new((long)Int128.Min(units, long.MaxValue));
}
