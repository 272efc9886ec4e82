using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Ticks;

/// <summary>What the tape knows of a market is what orders on paper execute against.</summary>
public sealed class TapePriceTests
{
    private const long One = Price.UnitsPerOne;
    private const long Second = Timestamp.PerSecond;

    private readonly TickFeed _feed = new();
    private readonly Instrument _bhp;

    public TapePriceTests() => _bhp = _feed.Define(TickFeed.Asx, "BHP");

    [Fact]
    public void The_best_prices_and_the_last_trade_are_told_with_their_times()
    {
        _feed.Trade(_bhp, 10 * Second, 35, 7);
        _feed.Trade(_bhp, 11 * Second, 1, 7, EventFlags.OffPrice);
        _feed.Quote(_bhp, 12 * Second, 34, 5, 36, 6);
        var told = Told("ASX:BHP", now: 20 * Second);
        Assert.Equal((1, 34 * One, 5 * One), (told.Bids, told.BidLevels[0].Price, told.BidLevels[0].Size));
        Assert.Equal((1, 36 * One, 6 * One), (told.Asks, told.AskLevels[0].Price, told.AskLevels[0].Size));
        Assert.Equal((35 * One, 10 * Second), (told.LastPrice, told.LastTime));
        Assert.Equal((12 * Second, 20 * Second), (told.QuoteTime, told.MarketTime));
    }

    [Fact]
    public void Where_a_book_is_known_its_levels_are_told_as_far_as_asked()
    {
        _feed.Book(MarketEventType.BookSnapshot, _bhp, Second, [(34, 5), (33, 6), (32, 7)], [(36, 1), (37, 2)]);
        var told = Told("BHP", now: Second, levels: 2);
        Assert.Equal((2, 2), (told.Bids, told.Asks));
        Assert.Equal((33 * One, 37 * One), (told.BidLevels[1].Price, told.AskLevels[1].Price));
    }

    [Fact]
    public void A_book_that_may_be_wrong_gives_way_to_the_best_prices_or_to_nothing()
    {
        _feed.Book(MarketEventType.BookSnapshot, _bhp, Second, [(34, 5), (33, 6)], [(36, 1)]);
        _feed.Gap(_bhp.Id, new SourceId(1));
        Assert.Equal((0, 0), (Told("BHP", Second).Bids, Told("BHP", Second).Asks));
        _feed.Quote(_bhp, Second, 35, 5, 36, 6);
        Assert.Equal((1, 35 * One), (Told("BHP", Second).Bids, Told("BHP", Second).BidLevels[0].Price));
    }

    [Fact]
    public void Prices_that_cross_are_no_quote()
    {
        _feed.Trade(_bhp, Second, 35, 7);
        _feed.Quote(_bhp, Second, 37, 5, 36, 6);
        var told = Told("BHP", Second);
        Assert.Equal((0, 0, 35 * One), (told.Bids, told.Asks, told.LastPrice));
    }

    [Fact]
    public void The_clock_of_a_recording_stands_at_its_venues_latest_event()
    {
        var rio = _feed.Define(TickFeed.Asx, "RIO");
        var ibm = _feed.Define(TickFeed.Nyse, "IBM");
        _feed.Source(new Source(new SourceId(1), "csv:asx-trades:ASX:BHP:0", Numbering.Source));
        _feed.Quote(_bhp, 10 * Second, 34, 5, 36, 6);
        _feed.Quote(rio, 15 * Second, 34, 5, 36, 6);
        _feed.Quote(ibm, 99 * Second, 34, 5, 36, 6);
        Assert.Equal(15 * Second, Told("BHP", now: 1_000 * Second).MarketTime);
    }

    [Fact]
    public void What_nobody_or_more_than_one_venue_has_is_not_known()
    {
        _feed.Quote(_bhp, Second, 34, 5, 36, 6);
        Assert.Null(Prices("RIO", Second));
        var elsewhere = _feed.Define(TickFeed.Nyse, "BHP");
        _feed.Quote(elsewhere, Second, 34, 5, 36, 6);
        Assert.Null(Prices("BHP", Second));
        Assert.NotNull(Prices("NYSE:BHP", Second));
    }

    [Fact]
    public void Our_own_exchange_is_no_market_elsewhere()
    {
        _feed.Quote(_bhp, Second, 34, 5, 36, 6);
        var own = _feed.Define(new Venue(9, Venue.OwnCode, "Our own exchange", "UTC"), "BHP");
        _feed.Quote(own, Second, 1, 5, 2, 6);
        Assert.Equal(34 * One, Told("BHP", Second).BidLevels[0].Price);
        Assert.Null(Prices("BOURSE:BHP", Second));
    }

    private SetReference Told(string symbol, long now, int levels = 10) => Prices(symbol, now, levels)!.Value.Reference;

    private Bourse.Engine.MarketPrices? Prices(string symbol, long now, int levels = 10) =>
        new TapePrices(_feed.Store, levels).Find(symbol, new Timestamp(now));
}
