using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

internal static class BarCounts
{
    /// <summary>The trades of all bars that are left to read.</summary>
    public static long Sum(this BarReader reader)
    {
        var trades = 0L;
        while (reader.TryRead(out Bourse.Market.Bar bar))
            trades += bar.Trades;
        return trades;
    }
}
