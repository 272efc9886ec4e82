using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class BarTests(ITestOutputHelper output)
{
    // The clocks of Sydney went back on 2014-04-06 and of New York forward on 2014-03-09.
    private static readonly long SydneyChange = Timestamp.FromCivil(2014, 4, 5, 16).Nanoseconds;
    private static readonly long NewYorkChange = Timestamp.FromCivil(2014, 3, 9, 7).Nanoseconds;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Bars_equal_a_plain_recomputation_in_whatever_order_trades_come(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var feed = new TickFeed();
        var isSydney = seed % 2 == 0;
        var instrument = feed.Define(isSydney ? TickFeed.Asx : TickFeed.Nyse, "BHP");
        var trades = new List<(Trade Trade, long Sequence)>();
        var clock = new TradeTimes(random, isSydney ? SydneyChange : NewYorkChange);
        for (var i = 0; i < 2000; i++)
        {
            var flags = random.Next(5) == 0 ? EventFlags.OffPrice : EventFlags.None;
            var trade = feed.Trade(instrument, clock.Next(), random.Next(-3, 100), random.Next(0, 1000), flags);
            trades.Add((trade, feed.Sequence));
        }

        foreach (var interval in Enum.GetValues<BarInterval>())
            Assert.Equal(
                PlainBars.Of(trades, instrument.Venue.TimeZone, interval),
                Read(feed.TicksOf(instrument).Bars(interval, TickRange.All)));
    }

    [Fact]
    public void A_day_bar_of_Sydney_starts_at_local_midnight()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, Timestamp.FromCivil(2014, 3, 9, 12, 59, 59).Nanoseconds, 36, 1);
        feed.Trade(instrument, Timestamp.FromCivil(2014, 3, 9, 13).Nanoseconds, 37, 1);

        var bars = Read(feed.TicksOf(instrument).Bars(BarInterval.Day1, TickRange.All));

        Assert.Equal(
            [Timestamp.FromCivil(2014, 3, 8, 13), Timestamp.FromCivil(2014, 3, 9, 13)], bars.Select(bar => bar.Start));
    }

    [Fact]
    public void The_hour_that_a_clock_repeats_makes_two_bars_and_one_day()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, SydneyChange - 1, 36, 1);
        feed.Trade(instrument, SydneyChange, 37, 1);
        var ticks = feed.TicksOf(instrument);

        Assert.Equal(2, Read(ticks.Bars(BarInterval.Hour1, TickRange.All)).Count);
        var day = Assert.Single(Read(ticks.Bars(BarInterval.Day1, TickRange.All)));
        Assert.Equal(Timestamp.FromCivil(2014, 4, 5, 13), day.Start);
        Assert.Equal(Timestamp.FromCivil(2014, 4, 6, 14), ticks.Clock.EndOfDay(day.Start));
        Assert.Equal(new DateOnly(2014, 4, 6), ticks.Clock.DayOf(day.Start));
    }

    [Fact]
    public void The_day_after_a_skipped_hour_starts_at_its_own_midnight()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Nyse, "BHP");
        feed.Trade(instrument, NewYorkChange - 1, 36, 1);
        feed.Trade(instrument, Timestamp.FromCivil(2014, 3, 10, 3, 59, 59).Nanoseconds, 37, 1);
        feed.Trade(instrument, Timestamp.FromCivil(2014, 3, 10, 4).Nanoseconds, 38, 1);

        var days = Read(feed.TicksOf(instrument).Bars(BarInterval.Day1, TickRange.All));

        Assert.Equal(
            [(Timestamp.FromCivil(2014, 3, 9, 5), 2), (Timestamp.FromCivil(2014, 3, 10, 4), 1)],
            days.Select(day => (day.Start, day.Trades)));
    }

    [Fact]
    public void A_time_that_the_clocks_skipped_belongs_to_the_interval_that_starts_with_the_change()
    {
        // Lord Howe moves by half an hour: at 2:00 it becomes 2:30, and at 2:00 it becomes 1:30.
        var clock = new VenueClock("Australia/Lord_Howe");
        var forward = Timestamp.FromCivil(2014, 10, 4, 15, 30);
        var back = Timestamp.FromCivil(2014, 4, 5, 15);

        Assert.Equal(forward, clock.StartOf(forward.AddNanoseconds(Timestamp.PerMinute), BarInterval.Hour1));
        Assert.Equal(
            back.AddNanoseconds(-Timestamp.PerHour),
            clock.StartOf(back.AddNanoseconds(Timestamp.PerMinute), BarInterval.Hour1));

        // Monrovia went from 0:00:00 to 0:44:30: the quarter that would have begun at 0:30 begins with the change.
        clock = new VenueClock("Africa/Monrovia");
        var skipped = Timestamp.FromCivil(1972, 1, 7, 0, 44, 30);
        Assert.Equal(skipped, clock.StartOf(skipped.AddNanoseconds(Timestamp.PerSecond), BarInterval.Minute15));
    }

    [Fact]
    public void A_zone_that_is_not_known_counts_as_UTC() => Assert.Equal(
        Timestamp.FromCivil(2014, 3, 10),
        new VenueClock("Nowhere/Land").StartOf(Timestamp.FromCivil(2014, 3, 10, 23, 59), BarInterval.Day1));

    [Fact]
    public void A_trade_off_price_counts_in_volume_only()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, 5, 40, 7, EventFlags.OffPrice);
        var bar = feed.TicksOf(instrument).BarAt(BarInterval.Day1, new Timestamp(5));
        Assert.Equal((null, null, 1), (bar?.Open, bar?.Vwap, bar?.Trades));

        feed.Trade(instrument, 6, 36, 3);
        bar = feed.TicksOf(instrument).BarAt(BarInterval.Day1, new Timestamp(5));
        Assert.Equal(TickFeed.Units(36), bar?.High);
        Assert.Equal(TickFeed.Units(36), bar?.Vwap);
        Assert.Equal(new Quantity(10 * Quantity.UnitsPerOne), bar?.Volume);
    }

    [Fact]
    public void Bars_are_read_by_range_in_either_direction_and_from_a_cursor()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        for (var minute = 0; minute < 1000; minute++)
            feed.Trade(instrument, minute * Timestamp.PerMinute, minute, 1);
        var range = new TickRange { Start = Minute(10), End = Minute(900) };

        Assert.Equal(Enumerable.Range(10, 890).Select(Minute), Starts(range));
        Assert.Equal(Enumerable.Range(10, 890).Reverse().Select(Minute), Starts(range with { IsDescending = true }));
        Assert.Equal(Minute(21), Starts(range with { After = BarReader.KeyOf(Minute(20)) })[0]);
        Assert.Equal(Minute(19), Starts(range with { After = BarReader.KeyOf(Minute(20)), IsDescending = true })[0]);

        List<Timestamp> Starts(TickRange range) =>
            [.. Read(feed.TicksOf(instrument).Bars(BarInterval.Minute1, range)).Select(bar => bar.Start)];

        static Timestamp Minute(int minute) => new(minute * Timestamp.PerMinute);
    }

    [Fact]
    public void Sums_beyond_any_market_saturate_and_stop_nothing()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        var (price, size) = (new Price(long.MaxValue), new Quantity(long.MaxValue));
        for (var i = 0; i < 4; i++)
            feed.Apply(new Trade(TickFeed.Header(instrument, i), price, size));

        var bar = feed.TicksOf(instrument).BarAt(BarInterval.Day1, default);

        Assert.Equal(long.MaxValue, bar?.Volume.Units);
        Assert.Equal(4, bar?.Trades);
    }

    private static List<Bar> Read(BarReader reader)
    {
        var bars = new List<Bar>();
        while (reader.TryRead(out var bar))
            bars.Add(bar);
        return bars;
    }
}
