using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class QueryTests
{
    private static readonly Quantity One = new(Quantity.UnitsPerOne);
    private static readonly long Monday = Timestamp.FromCivil(2014, 3, 10).Nanoseconds;

    [Fact]
    public void Search_finds_symbols_before_names_whatever_the_case()
    {
        var feed = new TickFeed();
        feed.Define(TickFeed.Asx, "RIO", "Rio Tinto");
        feed.Define(TickFeed.Asx, "XBH", "Old bhp holdings");
        feed.Define(TickFeed.Asx, "BHPX", "Something else");
        feed.Define(TickFeed.Asx, "BHP", "BHP Billiton");
        feed.Define(TickFeed.Nyse, "BBL", "BHP Billiton plc");
        feed.Define(TickFeed.Nyse, "SUB", "Subhp");

        Assert.Equal(["BHP", "BHPX", "BBL", "XBH", "SUB"], Find("bhp"));
        Assert.Equal(["BHP", "BHPX"], Find("bhp", limit: 2));
        Assert.Equal(["BHP", "BHPX"], Find("asx:bhp"));
        Assert.Equal(["RIO"], Find(" Tint "));
        Assert.Empty(Find("  "));
        Assert.Empty(Find("nothing"));

        IEnumerable<string> Find(string text, int limit = 10) =>
            InstrumentSearch.Find(feed.Store.Instruments, text, limit).Select(instrument => instrument.Symbol);
    }

    [Fact]
    public void A_summary_names_what_rose_fell_and_traded_most()
    {
        var feed = new TickFeed();
        feed.Source(new Source(new SourceId(1), "synthetic", Numbering.Source));
        feed.Status(new SourceId(1), FeedState.Live, "on");
        feed.Gap(InstrumentId.None, new SourceId(1));
        foreach (var (symbol, close, last, size) in new[]
            { ("UP", 100, 150, 1), ("UPUP", 100, 300, 2), ("DOWN", 100, 50, 30), ("SAME", 100, 100, 4) })
        {
            var instrument = feed.Define(TickFeed.Asx, symbol);
            feed.Trade(instrument, Monday, close, 1000);
            feed.Trade(instrument, Monday + Timestamp.PerDay, last, size);
        }

        feed.Define(TickFeed.Nyse, "QUIET", currency: "USD");

        var summary = MarketSummary.Of(feed.Store, 2);

        Assert.Equal(["UPUP", "UP"], summary.Gainers.Select(mover => mover.Instrument.Symbol));
        Assert.Equal([200m, 50m], summary.Gainers.Select(mover => mover.ChangePercent!.Value));
        Assert.Equal(["DOWN"], summary.Losers.Select(mover => mover.Instrument.Symbol));
        Assert.Equal(["DOWN", "UPUP"], summary.MostActive.Select(mover => mover.Instrument.Symbol));
        Assert.Equal(["DOWN", "SAME"], summary.GreatestVolume.Select(mover => mover.Instrument.Symbol));
        Assert.Equal((feed.Sequence, 5, 8L, 1L), (summary.Sequence, summary.Instruments, summary.Trades, summary.Gaps));
        var turnover = Assert.Single(summary.Turnover);
        Assert.Equal(("AUD", TickFeed.Units(2650)), (turnover.Currency, turnover.Notional.Over(One)));
        Assert.Equal(
            [("ASX", 4, 8L), ("NYSE", 1, 0L)],
            summary.Venues.Select(venue => (venue.Venue.Code, venue.Instruments, venue.Trades)));
        var line = Assert.Single(summary.Venues[0].Feeds);
        Assert.Equal(("synthetic", FeedState.Live, 1L), (line.Source.Key, line.Status?.State, line.Gaps));
        Assert.Empty(summary.Venues[1].Feeds);
    }

    [Fact]
    public void The_statistics_of_a_day_count_its_trades_and_quotes()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Trade(instrument, Monday + 1, 36, 10);
        feed.Trade(instrument, Monday + 9, 40, 50, EventFlags.OffPrice);
        feed.Trade(instrument, Monday + 5, 38, 30);
        feed.Quote(instrument, Monday + 1, 35, 1, 37, 1);
        feed.Quote(instrument, Monday + 2, 35, 1, 36, 1);
        feed.Quote(instrument, Monday + 3, 0, 0, 36, 1);
        feed.Quote(instrument, Monday + 4, 37, 1, 36, 1);
        feed.Trade(instrument, Monday + Timestamp.PerDay, 1, 1);
        feed.Quote(instrument, Monday + Timestamp.PerDay, 35, 1, 36, 1);

        var reader = new DayStatisticsReader(feed.TicksOf(instrument), TickRange.All);
        var day = reader.Read()!;

        Assert.Equal((new DateOnly(2014, 3, 10), 3, true), (day.Date, day.Bar.Trades, day.IsComplete));
        Assert.Equal((new Timestamp(Monday + 1), new Timestamp(Monday + 9)), (day.FirstTrade, day.LastTrade));
        Assert.Equal((30_0000_0000, 50_0000_0000), (day.AverageTradeSize.Units, day.LargestTrade.Units));
        Assert.Equal((4, 1_5000_0000, 1_0000_0000), (day.Quotes, day.AverageSpread?.Units, day.LeastSpread?.Units));
        Assert.Equal(new Price(37_5000_0000), day.Notional.Over(new Quantity(40_0000_0000)));
        Assert.Equal(1, reader.Read()?.Quotes);
        Assert.Null(reader.Read());
    }
}
