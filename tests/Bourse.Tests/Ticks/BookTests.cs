using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public sealed class BookTests
{
    [Fact]
    public void A_book_is_the_snapshot_and_every_delta_since()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Kraken, "BTC-USD");
        feed.Book(MarketEventType.BookSnapshot, instrument, 1, [(99, 1), (98, 2)], [(101, 3), (102, 4)]);
        feed.Book(MarketEventType.BookDelta, instrument, 2, [(99, 0), (97, 9)], [(100, 5)]);

        var book = feed.TicksOf(instrument).Book(2)!;

        Assert.Equal((feed.Sequence, new Timestamp(2), false), (book.Sequence, book.Time, book.IsSuspect));
        Assert.Equal([98, 97], book.Bids.Select(level => level.Price.Units / Price.UnitsPerOne));
        Assert.Equal([100, 101], book.Asks.Select(level => level.Price.Units / Price.UnitsPerOne));
    }

    [Fact]
    public void A_venue_of_quotes_has_a_book_of_one_level_now_and_then()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Asx, "BHP");
        feed.Quote(instrument, 10, 35, 1, 37, 2);
        feed.Quote(instrument, 20, 36, 3, 0, 0);
        var ticks = feed.TicksOf(instrument);

        Assert.Equal([new BookLevel(TickFeed.Units(36), new Quantity(3 * Quantity.UnitsPerOne))], ticks.Book(5)!.Bids);
        Assert.Empty(ticks.Book(5)!.Asks);
        Assert.Null(ticks.QuoteAt(new Timestamp(9)));
        Assert.Equal(TickFeed.Units(35), ticks.QuoteAt(new Timestamp(10))?.Bid);
        Assert.Equal(TickFeed.Units(35), ticks.QuoteAt(new Timestamp(19))?.Bid);
        Assert.Equal(TickFeed.Units(36), ticks.QuoteAt(Timestamp.MaxValue)?.Bid);
    }

    [Fact]
    public void A_gap_makes_a_book_suspect_until_the_next_snapshot()
    {
        var feed = new TickFeed();
        var instrument = feed.Define(TickFeed.Kraken, "BTC-USD");
        var other = feed.Define(TickFeed.Kraken, "ETH-USD");
        feed.Book(MarketEventType.BookSnapshot, instrument, 1, [(99, 1)], []);
        feed.Book(MarketEventType.BookSnapshot, other, 1, [(9, 1)], []);

        feed.Gap(instrument.Id, new SourceId(1));
        Assert.True(feed.TicksOf(instrument).Book(1)!.IsSuspect);
        Assert.False(feed.TicksOf(other).Book(1)!.IsSuspect);

        feed.Gap(InstrumentId.None, new SourceId(1));
        Assert.True(feed.TicksOf(other).Book(1)!.IsSuspect);

        feed.Book(MarketEventType.BookSnapshot, instrument, 2, [(98, 1)], []);
        Assert.False(feed.TicksOf(instrument).Book(1)!.IsSuspect);
        Assert.Equal((2L, 1L), (feed.TicksOf(instrument).GapCount, feed.TicksOf(other).GapCount));
    }

    [Fact]
    public void A_replay_starts_from_the_last_snapshot_before_the_time()
    {
        var positions = new SnapshotPositions();
        for (var i = 0; i < 100; i++)
            positions.Add(new Timestamp(i * Timestamp.PerMinute), 1000 + i);

        Assert.Null(positions.Before(new Timestamp(-1), 1));
        Assert.Equal(1000, positions.Before(default, 1));
        Assert.Equal(1007, positions.Before(new Timestamp((7 * Timestamp.PerMinute) + 5), 1));
        Assert.Equal(1099, positions.Before(Timestamp.MaxValue, 1));
        Assert.Null(positions.Before(new Timestamp(7 * Timestamp.PerMinute), 1008));
    }

    [Fact]
    public void Snapshot_positions_are_sparse_and_bounded()
    {
        var positions = new SnapshotPositions();
        for (var i = 0; i < 1000; i++)
            positions.Add(new Timestamp(i), i);
        Assert.Equal(0, positions.Before(new Timestamp(255), 0));
        Assert.Equal(256, positions.Before(new Timestamp(511), 0));

        for (var i = 0; i < 4 * SnapshotPositions.PositionsMax; i++)
            positions.Add(new Timestamp(i * Timestamp.PerMinute), i);
        Assert.InRange(positions.Bytes, 1, 16 * 2 * SnapshotPositions.PositionsMax);
    }
}
