using System.Numerics;
using Bourse.Market;

namespace Bourse.Tests.Ticks;

/// <summary>Bars worked out the slow, obvious way, with BigInteger and TimeZoneInfo: the oracle.</summary>
internal static class PlainBars
{
    public static List<Bar> Of(IEnumerable<(Trade Trade, long Sequence)> trades, string zone, BarInterval interval)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var starts = new Dictionary<long, Timestamp>();
        return [.. trades
            .GroupBy(one => StartOf(one.Trade.Header.VenueTime, rules, interval.Nanoseconds(), starts))
            .OrderBy(bucket => bucket.Key)
            .Select(bucket => BarOf(bucket.Key, InOrder(bucket)))];
    }

    private static List<(Trade Trade, long Sequence)> InOrder(IEnumerable<(Trade Trade, long Sequence)> trades) =>
        [.. trades.OrderBy(one => one.Trade.Header.VenueTime).ThenBy(one => one.Sequence)];

    private static Bar BarOf(Timestamp start, List<(Trade Trade, long Sequence)> trades)
    {
        var priced = trades.Where(one => one.Trade.IsPriced).Select(one => one.Trade).ToList();
        return new Bar
        {
            Start = start,
            Open = priced.Count > 0 ? priced[0].Price : null,
            High = priced.Count > 0 ? priced.Max(trade => trade.Price) : null,
            Low = priced.Count > 0 ? priced.Min(trade => trade.Price) : null,
            Close = priced.Count > 0 ? priced[^1].Price : null,
            Volume = new Quantity(trades.Sum(one => one.Trade.Quantity.Units)),
            Vwap = Vwap(priced),
            Trades = trades.Count,
        };
    }

    private static Price? Vwap(List<Trade> priced)
    {
        var volume = BigInteger.Zero;
        var notional = BigInteger.Zero;
        foreach (var trade in priced)
        {
            volume += trade.Quantity.Units;
            notional += (BigInteger)trade.Price.Units * trade.Quantity.Units;
        }

        // Half away from zero: twice the value, one added, halved.
        if (volume == 0)
            return null;
        return new Price((long)(((2 * BigInteger.Abs(notional)) + volume) / (2 * volume)) * notional.Sign);
    }

    // Steps back a minute at a time to the first minute that is of the same local interval; 1 s bars need no steps.
    private static Timestamp StartOf(
        Timestamp time, TimeZoneInfo zone, long interval, Dictionary<long, Timestamp> startOfMinutes)
    {
        if (interval == Timestamp.PerSecond)
            return new Timestamp(time.Nanoseconds / interval * interval);
        var first = time.Nanoseconds / Timestamp.PerMinute * Timestamp.PerMinute;
        if (startOfMinutes.TryGetValue(first, out var known))
            return known;
        var (minute, mark) = (first, Mark(first, zone, interval));
        while (IsOfSame(minute - Timestamp.PerMinute, mark, zone, interval))
            minute -= Timestamp.PerMinute;
        return startOfMinutes[first] = new Timestamp(minute);
    }

    // A repeated hour is a new interval, unless the interval is longer than the shift and holds both.
    private static bool IsOfSame(long minute, long mark, TimeZoneInfo zone, long interval) =>
        Mark(minute, zone, interval) == mark
        && (interval > Timestamp.PerHour || Offset(minute, zone) == Offset(minute + Timestamp.PerMinute, zone));

    private static long Mark(long time, TimeZoneInfo zone, long interval)
    {
        var local = time + Offset(time, zone);
        return local / interval;
    }

    private static long Offset(long time, TimeZoneInfo zone) =>
        zone.GetUtcOffset(new Timestamp(time).ToDateTime().UtcDateTime).Ticks * 100;
}
