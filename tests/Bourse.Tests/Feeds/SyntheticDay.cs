using Bourse.Feeds.Synthetic;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>What is counted over one day of a synthetic market.</summary>
internal sealed class SyntheticDay
{
    public const double EventsPerSecond = 5;
    private const int Seconds = 86_400;

    private readonly int[] _orders = new int[Seconds];
    private readonly Price?[,] _middles;
    private readonly Quote?[] _latest;

    public SyntheticDay(int seed)
    {
        var instruments = SyntheticMarket.Symbols.Count;
        _middles = new Price?[instruments, Seconds / 60];
        _latest = new Quote?[instruments];
        SpreadTicks = new double[instruments];
        var market = Synthetic.Market(new SyntheticOptions { Seed = seed, EventsPerSecond = EventsPerSecond });
        var weights = new long[instruments];
        while (true)
        {
            var payload = market.Next(out var type);
            var header = EventHeader.In(payload);
            var second = (header.VenueTime.Nanoseconds - Synthetic.Start.Nanoseconds) / Timestamp.PerSecond;
            if (second >= Seconds)
                break;
            Events++;
            _orders[second] += (header.Flags & EventFlags.LastOfEvent) != 0 ? 1 : 0;
            if (type == MarketEventType.Quote)
                Count(Quote.In(payload), header.Instrument.Number - 1, second / 60, weights);
        }

        for (var i = 0; i < instruments; i++)
            SpreadTicks[i] /= weights[i];
    }

    public long Events { get; private set; }

    /// <summary>The mean spread of each instrument, weighted by time.</summary>
    public double[] SpreadTicks { get; }

    /// <summary>The variance of orders in a second over their mean: 1 where they come by chance alone.</summary>
    public double Burstiness(int fromHour, int hours)
    {
        var counts = _orders.Skip(fromHour * 3600).Take(hours * 3600).ToList();
        var mean = counts.Average();
        return counts.Average(count => (count - mean) * (count - mean)) / mean;
    }

    public int OrdersIn(int hour) => _orders.Skip(hour * 3600).Take(3600).Sum();

    /// <summary>Absolute logarithmic returns of one instrument, minute by minute.</summary>
    public List<double> AbsoluteReturns(int instrument)
    {
        var returns = new List<double>();
        for (var minute = 1; minute < Seconds / 60; minute++)
            if (_middles[instrument, minute - 1] is { } before && _middles[instrument, minute] is { } after)
                returns.Add(Math.Abs(Math.Log((double)after.Units / before.Units)));
        return returns;
    }

    public double HighestOverLowest(int instrument)
    {
        var prices = Enumerable.Range(0, Seconds / 60).Select(minute => _middles[instrument, minute]).OfType<Price>();
        return (double)prices.Max().Units / prices.Min().Units;
    }

    private void Count(in Quote quote, int instrument, long minute, long[] weights)
    {
        _middles[instrument, minute] = new Price((quote.Bid.Units + quote.Ask.Units) / 2);
        if (_latest[instrument] is { } before)
        {
            var weight = (quote.Header.VenueTime.Nanoseconds - before.Header.VenueTime.Nanoseconds) / 1000;
            var ticks = (before.Ask.Units - before.Bid.Units) / Synthetic.TickOf(instrument).Units;
            SpreadTicks[instrument] += (double)ticks * weight;
            weights[instrument] += weight;
        }

        _latest[instrument] = quote;
    }
}
