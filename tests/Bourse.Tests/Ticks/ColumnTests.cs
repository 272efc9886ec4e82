using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class ColumnTests(ITestOutputHelper output)
{
    private static readonly long Start = Timestamp.FromCivil(2014, 3, 10).Nanoseconds;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Trades_of_all_venues_come_out_in_the_one_order_however_they_came(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var feed = new TickFeed();
        Instrument[] instruments = [feed.Define(TickFeed.Asx, "BHP"), feed.Define(TickFeed.Nyse, "BHP")];
        var times = new TradeTimes(random, Start);
        var expected = new List<Row>();
        for (var i = 0; i < 12_000; i++)
        {
            var instrument = instruments[random.Next(2)];
            var time = times.Next();
            feed.Trade(instrument, time, i, 1);
            expected.Add(new Row(new TickKey(time, feed.Sequence), instrument.Id.Number, i * Price.UnitsPerOne));
        }

        expected.Sort();
        var low = new Timestamp(expected[random.Next(6000)].Key.Time);
        var high = new Timestamp(expected[6000 + random.Next(6000)].Key.Time);
        var range = new TickRange { Start = low, End = high };
        var within = expected.Where(row => row.Key.Time >= low.Nanoseconds && row.Key.Time < high.Nanoseconds).ToList();

        Assert.Equal(expected, Read(feed.Store, TickRange.All));
        Assert.Equal(within, Read(feed.Store, range));
        Assert.Equal(within, ReadInPages(feed.Store, range, 1 + random.Next(2000)));
        within.Reverse();
        Assert.Equal(within, Read(feed.Store, range with { IsDescending = true }));
        Assert.Equal(within, ReadInPages(feed.Store, range with { IsDescending = true }, 1 + random.Next(2000)));
    }

    [Fact]
    public void Trades_that_come_newest_first_stay_in_order_and_in_few_runs()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        for (var i = 0; i < 20_000; i++)
            feed.Trade(instrument, Start - i, i, 1);

        var rows = Read(feed.Store, TickRange.All);

        Assert.Equal(Enumerable.Range(0, 20_000).Reverse().Select(i => Start - i), rows.Select(row => row.Key.Time));
        Assert.InRange(feed.TicksOf(instrument).Trades.All.Length, 1, RunSet<TradeChunk>.RunsMax);
    }

    [Fact]
    public void An_archive_loaded_beside_a_live_feed_makes_two_runs()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        for (var i = 0; i < 10_000; i++)
            feed.Trade(instrument, Start + i - (i % 3 == 0 ? Timestamp.PerDay : 0), i, 1);

        Assert.Equal(2, feed.TicksOf(instrument).Trades.All.Length);
        Assert.Equal(10_000, Read(feed.Store, TickRange.All).Count);
    }

    [Fact]
    public void A_row_keeps_every_field()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        var header = TickFeed.Header(instrument, Start, EventFlags.OffPrice | EventFlags.Synthetic) with
        {
            Native = 42,
            Conditions = 27,
            Side = Side.Sell,
        };
        feed.Apply(new Trade(header, new Price(3), new Quantity(4)));
        feed.Apply(new Quote(header, new Price(5), new Quantity(6), new Price(7), new Quantity(8)));
        InstrumentTicks[] ticks = [feed.TicksOf(instrument)];

        Assert.True(TickStore.Trades(ticks, TickRange.All).TryRead(out var trade));
        Assert.Equal((instrument, new TickKey(Start, feed.Sequence - 1)), (trade.Instrument, trade.Key));
        Assert.Equal((3, 4, 42, 27u), (trade.Price.Units, trade.Size.Units, trade.Native, trade.Conditions));
        Assert.Equal((header.Flags, Side.Sell, false), (trade.Flags, trade.Side, trade.IsPriced));
        Assert.True(TickStore.Quotes(ticks, TickRange.All).TryRead(out var quote));
        Assert.Equal((instrument, new TickKey(Start, feed.Sequence)), (quote.Instrument, quote.Key));
        Assert.Equal((5, 6, 7, 8), (quote.Bid.Units, quote.BidSize.Units, quote.Ask.Units, quote.AskSize.Units));
        Assert.Equal((42, 27u, header.Flags), (quote.Native, quote.Conditions, quote.Flags));
    }

    [Fact]
    public void A_range_with_nothing_in_it_reads_nothing()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        Assert.Empty(Read(feed.Store, TickRange.All));
        feed.Trade(instrument, Start, 36, 1);

        Assert.Empty(Read(feed.Store, new TickRange { End = new Timestamp(Start) }));
        Assert.Empty(Read(feed.Store, new TickRange { Start = new Timestamp(Start + 1) }));
        Assert.Empty(Read(feed.Store, new TickRange { Start = new Timestamp(Start + 1), End = new Timestamp(Start) }));
        Assert.Single(Read(feed.Store, new TickRange { Start = new Timestamp(Start), End = new Timestamp(Start + 1) }));
    }

    private static List<Row> Read(TickStore store, TickRange range, int limit = int.MaxValue)
    {
        var reader = TickStore.Trades(store.Named("BHP"), range);
        var rows = new List<Row>();
        while (rows.Count < limit && reader.TryRead(out var row))
            rows.Add(new Row(row.Key, row.Instrument.Id.Number, row.Price.Units));
        return rows;
    }

    private static List<Row> ReadInPages(TickStore store, TickRange range, int pageRows)
    {
        var rows = Read(store, range, pageRows);
        while (Read(store, range with { After = rows[^1].Key }, pageRows) is { Count: > 0 } page)
            rows.AddRange(page);
        return rows;
    }

    private readonly record struct Row(TickKey Key, int Instrument, long Price) : IComparable<Row>
    {
        public int CompareTo(Row other) => Key.CompareTo(other.Key);
    }
}
