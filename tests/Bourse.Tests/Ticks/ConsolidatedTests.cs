using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class ConsolidatedTests
{
    private readonly TickFeed _feed = new();

    private Instrument On(string venue, string currency = "USD", bool isSynthetic = false) => _feed.Define(
        new Venue((ushort)(_feed.Store.Instruments.Count + 1), venue, venue, "Etc/UTC"), "BTC-USD", null, currency, isSynthetic);

    private ConsolidatedView View(long oldest = long.MinValue) =>
        ConsolidatedView.Of("BTC-USD", _feed.Store.Named("BTC-USD"), new Timestamp(oldest));

    private static (string Venue, long Price, long Size)? Best(VenueTop? top, BookLevel? level) =>
        top is null
            ? null
            : (top.Value.Instrument.Venue.Code, level!.Value.Price.Units / Price.UnitsPerOne,
                level.Value.Quantity.Units / Quantity.UnitsPerOne);

    private static (string Venue, long Price, long Size)? Bid(ConsolidatedView view) => Best(view.Bid, view.Bid?.Bid);

    private static (string Venue, long Price, long Size)? Ask(ConsolidatedView view) => Best(view.Ask, view.Ask?.Ask);

    private static IEnumerable<LeftOut> LeftOuts(ConsolidatedView view) => view.Venues.Select(venue => venue.LeftOut);

    [Fact]
    public void The_best_of_each_side_may_be_of_different_venues()
    {
        _feed.Quote(On("A"), 1, 100, 1, 105, 2);
        _feed.Book(MarketEventType.BookSnapshot, On("B"), 2, [(101, 3), (99, 9)], [(106, 4)]);

        var view = View();

        Assert.Equal(("B", 101L, 3L), Bid(view));
        Assert.Equal(("A", 105L, 2L), Ask(view));
        Assert.Equal(TickFeed.Units(4), view.Spread);
        Assert.Null(view.Arbitrage);
        Assert.Equal(("USD", _feed.Sequence), (view.Currency, view.Sequence));
    }

    [Fact]
    public void Of_equal_prices_the_larger_size_counts_and_of_equal_sizes_the_first_venue()
    {
        _feed.Quote(On("A"), 1, 100, 1, 105, 2);
        _feed.Quote(On("B"), 1, 100, 3, 105, 2);

        Assert.Equal(("B", 100L, 3L), Bid(View()));
        Assert.Equal(("A", 105L, 2L), Ask(View()));
    }

    [Fact]
    public void A_venue_that_bids_more_than_another_asks_is_an_arbitrage_of_what_both_take()
    {
        _feed.Quote(On("A"), 1, 110, 5, 111, 2);
        _feed.Quote(On("B"), 1, 100, 3, 107, 4);

        var view = View();

        Assert.Equal(TickFeed.Units(-3), view.Spread);
        Assert.Equal(TickFeed.Units(3), view.Arbitrage);
        Assert.Equal(new Quantity(4 * Quantity.UnitsPerOne), view.ArbitrageSize);
        Assert.Equal(("A", "B"), (view.Bid!.Value.Instrument.Venue.Code, view.Ask!.Value.Instrument.Venue.Code));
        Assert.Equal([LeftOut.None, LeftOut.None], LeftOuts(view));
    }

    [Fact]
    public void Equal_prices_of_two_venues_bring_nothing()
    {
        _feed.Quote(On("A"), 1, 107, 5, 111, 2);
        _feed.Quote(On("B"), 1, 100, 3, 107, 4);

        Assert.Equal((new Price(0), null), (View().Spread, View().Arbitrage));
    }

    [Fact]
    public void A_book_that_may_be_wrong_is_left_out_until_its_next_snapshot()
    {
        var (whole, broken) = (On("A"), On("B"));
        _feed.Quote(whole, 1, 100, 1, 105, 2);
        _feed.Book(MarketEventType.BookSnapshot, broken, 2, [(103, 3)], [(104, 4)]);
        _feed.Gap(broken.Id, new SourceId(1));
        _feed.Book(MarketEventType.BookDelta, broken, 3, [(102, 1)], []);

        Assert.Equal((("A", 100L, 1L), ("A", 105L, 2L)), (Bid(View()), Ask(View())));
        Assert.Equal([LeftOut.None, LeftOut.Suspect], LeftOuts(View()));
        Assert.Equal(TickFeed.Units(103), View().Venues[1].Bid!.Value.Price);

        _feed.Book(MarketEventType.BookSnapshot, broken, 4, [(103, 3)], [(104, 4)]);
        Assert.Equal((("B", 103L, 3L), ("B", 104L, 4L)), (Bid(View()), Ask(View())));
    }

    [Fact]
    public void A_venue_of_quotes_is_left_out_after_a_gap_until_its_next_quote()
    {
        var quoted = On("A");
        _feed.Quote(quoted, 1, 100, 1, 105, 2);
        _feed.Gap(quoted.Id, new SourceId(1));
        Assert.Equal([LeftOut.Suspect], LeftOuts(View()));

        _feed.Quote(quoted, 2, 100, 1, 105, 2);
        Assert.Equal([LeftOut.None], LeftOuts(View()));
    }

    [Fact]
    public void A_venue_that_is_crossed_in_itself_is_left_out_and_a_locked_one_is_not()
    {
        _feed.Quote(On("A"), 1, 108, 1, 107, 1);
        _feed.Quote(On("B"), 1, 100, 1, 100, 1);

        Assert.Equal([LeftOut.Crossed, LeftOut.None], LeftOuts(View()));
        Assert.Equal((("B", 100L, 1L), ("B", 100L, 1L)), (Bid(View()), Ask(View())));
    }

    [Fact]
    public void What_is_older_than_was_asked_for_is_left_out()
    {
        _feed.Quote(On("A"), 10, 108, 1, 109, 1);
        _feed.Quote(On("B"), 20, 100, 1, 101, 1);

        Assert.Equal([LeftOut.None, LeftOut.None], LeftOuts(View(oldest: 10)));
        Assert.Equal([LeftOut.Stale, LeftOut.None], LeftOuts(View(oldest: 11)));
        Assert.Equal([LeftOut.Stale, LeftOut.Stale], LeftOuts(View(oldest: 21)));
        Assert.Equal((null, null, null), (View(21).Bid, View(21).Ask, View(21).Spread));
    }

    [Fact]
    public void A_venue_with_one_side_is_in_with_that_side()
    {
        _feed.Quote(On("A"), 1, 100, 1, 0, 0);
        _feed.Quote(On("B"), 1, 0, 0, 90, 1);
        _feed.Quote(On("C"), 1, 0, 0, 0, 0);
        On("D");

        Assert.Equal((("A", 100L, 1L), ("B", 90L, 1L)), (Bid(View()), Ask(View())));
        Assert.Equal([LeftOut.None, LeftOut.None, LeftOut.Empty, LeftOut.Empty], LeftOuts(View()));
        Assert.Equal(TickFeed.Units(10), View().Arbitrage);
    }

    [Fact]
    public void A_single_venue_is_its_own_best()
    {
        _feed.Quote(On("A"), 1, 100, 1, 0, 0);

        Assert.Equal((("A", 100L, 1L), null), (Bid(View()), Ask(View())));
        Assert.Equal((null, null), (View().Spread, View().Arbitrage));
    }

    [Fact]
    public void Made_up_prices_and_those_of_another_currency_are_not_compared_with_others()
    {
        _feed.Quote(On("FAKE", isSynthetic: true), 1, 500, 1, 501, 1);
        _feed.Quote(On("REAL"), 1, 100, 1, 101, 1);
        _feed.Quote(On("ABROAD", currency: "AUD"), 1, 200, 1, 201, 1);

        Assert.Equal([LeftOut.Synthetic, LeftOut.None, LeftOut.Currency], LeftOuts(View()));
        Assert.Equal((("REAL", 100L, 1L), "USD"), (Bid(View()), View().Currency));
    }

    [Fact]
    public void Made_up_prices_are_compared_with_each_other_where_nothing_else_can_be()
    {
        _feed.Quote(On("ONE", isSynthetic: true), 1, 500, 1, 501, 1);
        _feed.Quote(On("TWO", isSynthetic: true), 1, 499, 1, 500, 1);
        On("REAL");

        Assert.Equal([LeftOut.None, LeftOut.None, LeftOut.Empty], LeftOuts(View()));
        Assert.Equal((("ONE", 500L, 1L), ("TWO", 500L, 1L)), (Bid(View()), Ask(View())));
    }
}
