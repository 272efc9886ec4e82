using Bourse.Feeds.Synthetic;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

public sealed class SyntheticMarketTests
{
    private const int Events = 60_000;

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void The_same_seed_and_start_make_the_same_bytes(int seed)
    {
        var options = new SyntheticOptions { Seed = seed };

        Assert.Equal(Bytes(Synthetic.Market(options)), Bytes(Synthetic.Market(options)));
        Assert.NotEqual(Bytes(Synthetic.Market(options)), Bytes(Synthetic.Market(options with { Seed = seed + 1 })));
        Assert.NotEqual(
            Bytes(Synthetic.Market(options)),
            Bytes(Synthetic.Market(options, Synthetic.Start.AddNanoseconds(1))));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Every_event_says_that_it_is_synthetic_and_is_numbered_in_its_turn(int seed)
    {
        var market = Synthetic.Market(new SyntheticOptions { Seed = seed });
        var time = Synthetic.Start;
        for (var native = 1; native <= Events; native++)
        {
            var header = EventHeader.In(market.Next(out var type));
            Assert.True((header.Flags & EventFlags.Synthetic) != 0);
            Assert.Equal(native, header.Native);
            Assert.Equal(new SourceId(1), header.Source);
            Assert.Equal(type == MarketEventType.BookSnapshot, (header.Flags & EventFlags.Snapshot) != 0);
            Assert.True(header.VenueTime >= time);
            time = header.VenueTime;
        }
    }

    [Theory]
    [InlineData(1, 50, 15)]
    [InlineData(2, 0.5, 10)]
    [InlineData(3, 2_000, 50)]
    public void Books_are_never_crossed_and_trades_and_quotes_agree_with_them(int seed, double rate, int levels)
    {
        var market = Synthetic.Market(
            new SyntheticOptions { Seed = seed, EventsPerSecond = rate, Levels = levels });
        var audit = new SyntheticAudit(levels);
        for (var i = 0; i < Events; i++)
            audit.Take(market.Next(out var type), type);

        Assert.Equal(SyntheticMarket.Symbols.Count, audit.Instruments);
        Assert.InRange(audit.Trades, Events / 20, Events / 2);
        Assert.InRange(audit.Quotes, Events / 20, Events / 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_day_has_its_rate_its_curve_its_bursts_and_its_spreads(int seed)
    {
        var day = new SyntheticDay(seed);
        var edges = day.OrdersIn(0) + day.OrdersIn(1) + day.OrdersIn(22) + day.OrdersIn(23);
        var noon = day.OrdersIn(10) + day.OrdersIn(11) + day.OrdersIn(12) + day.OrdersIn(13);

        Assert.InRange(day.Events / 86_400.0, SyntheticDay.EventsPerSecond * 0.85, SyntheticDay.EventsPerSecond * 1.2);
        Assert.InRange((double)edges / noon, 2.5, 4);
        Assert.InRange(day.Burstiness(fromHour: 11, hours: 2), 1.8, 6);
        for (var i = 0; i < SyntheticMarket.Symbols.Count; i++)
        {
            Assert.InRange(day.SpreadTicks[i] / SyntheticListing.All[i].SpreadTicks, 0.8, 3.5);
            Assert.InRange(day.HighestOverLowest(i), 1.002, 1.15);
        }
    }

    [Fact]
    public void Storms_follow_storms()
    {
        var day = new SyntheticDay(seed: 1);
        var correlations = Enumerable.Range(0, SyntheticMarket.Symbols.Count)
            .Select(instrument => Autocorrelation(day.AbsoluteReturns(instrument)));

        Assert.InRange(correlations.Average(), 0.1, 0.9);
    }

    [Fact]
    public void A_market_begun_anew_goes_on_at_the_price_where_it_was()
    {
        var options = new SyntheticOptions { EventsPerSecond = 2 };
        var later = Synthetic.Start.AddNanoseconds(3 * Timestamp.PerHour);
        var before = new Dictionary<InstrumentId, Quote>();
        for (var market = Synthetic.Market(options); market.Time < later;)
            Remember(market, before);
        var after = new Dictionary<InstrumentId, Quote>();
        for (var market = Synthetic.Market(options, later); after.Count < before.Count;)
            Remember(market, after);

        foreach (var (instrument, quote) in before)
            Assert.InRange((double)after[instrument].Bid.Units / quote.Bid.Units, 0.995, 1.005);
    }

    [Fact]
    public void Making_events_allocates_nothing()
    {
        var market = Synthetic.Market(new SyntheticOptions());

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (var i = 0; i < 100; i++)
                market.Next(out _);
        }));
    }

    private static byte[] Bytes(SyntheticMarket market)
    {
        using var bytes = new MemoryStream();
        for (var i = 0; i < 2_000; i++)
            bytes.Write(market.Next(out _));
        return bytes.ToArray();
    }

    private static void Remember(SyntheticMarket market, Dictionary<InstrumentId, Quote> quotes)
    {
        var payload = market.Next(out var type);
        if (type == MarketEventType.Quote)
            quotes[EventHeader.In(payload).Instrument] = Quote.In(payload);
    }

    // Of each value with the one five minutes later.
    private static double Autocorrelation(List<double> values)
    {
        const int Lag = 5;
        var mean = values.Average();
        var products = values.Skip(Lag).Zip(values, (later, value) => (later - mean) * (value - mean));
        return products.Average() / values.Average(value => (value - mean) * (value - mean));
    }
}
