using Bourse.Market;

namespace Bourse.Tests.Market;

public sealed class BookTests
{
    private readonly Book _book = new();
    private long _sequence;

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Any_snapshots_and_deltas_give_the_plainest_books_levels(int seed)
    {
        var random = new Random(seed);
        var twin = new TwinBook();
        for (var i = 0; i < 5_000; i++)
        {
            var isSnapshot = random.Next(50) == 0;
            var bids = Levels(random, isSnapshot ? 60 : 4);
            var asks = Levels(random, isSnapshot ? 60 : 4);
            Apply(isSnapshot, bids, asks);

            if (isSnapshot)
                twin.Clear();
            Array.ForEach(bids, level => twin.Set(Side.Buy, level));
            Array.ForEach(asks, level => twin.Set(Side.Sell, level));
            AssertLevels(twin.Levels(Side.Buy), _book.Bids, random);
            AssertLevels(twin.Levels(Side.Sell), _book.Asks, random);
            Assert.Equal(_sequence, _book.Sequence);
        }
    }

    [Fact]
    public void A_snapshot_replaces_the_whole_book()
    {
        Apply(isSnapshot: true, [Level(100, 5), Level(99, 7)], [Level(101, 3)]);
        Apply(isSnapshot: true, [Level(98, 1)], []);

        Assert.Equal(Level(98, 1), _book.Bids[0]);
        Assert.Equal((1, 0), (_book.Bids.Count, _book.Asks.Count));
    }

    [Fact]
    public void A_delta_of_nothing_removes_a_level_and_ignores_an_absent_one()
    {
        Apply(isSnapshot: true, [Level(100, 5), Level(99, 7)], [Level(101, 3)]);
        Apply(isSnapshot: false, [Level(100, 0), Level(42, 0)], [Level(102, 0)]);

        Assert.Equal(Level(99, 7), _book.Bids[0]);
        Assert.Equal((1, 1), (_book.Bids.Count, _book.Asks.Count));
    }

    [Theory]
    [InlineData(100, 101, false)]
    [InlineData(101, 101, false)]
    [InlineData(102, 101, true)]
    public void A_book_is_crossed_above_the_ask_and_only_locked_at_it(int bid, int ask, bool isCrossed)
    {
        Apply(isSnapshot: true, [Level(bid, 1)], [Level(ask, 1)]);

        Assert.Equal(isCrossed, _book.IsCrossed);
    }

    [Fact]
    public void A_book_with_an_empty_side_is_not_crossed()
    {
        Apply(isSnapshot: true, [Level(102, 1)], []);

        Assert.False(_book.IsCrossed);
    }

    [Fact]
    public void A_book_is_suspect_until_a_snapshot_and_again_after_a_gap()
    {
        Assert.True(_book.IsSuspect);
        Apply(isSnapshot: false, [Level(100, 1)], []);
        Assert.True(_book.IsSuspect);
        Apply(isSnapshot: true, [Level(100, 1)], []);
        Assert.False(_book.IsSuspect);
        Apply(isSnapshot: false, [Level(100, 2)], [], EventFlags.MaybeBadBook);
        Assert.True(_book.IsSuspect);
        Apply(isSnapshot: false, [Level(100, 3)], []);
        Assert.True(_book.IsSuspect);
        Apply(isSnapshot: true, [Level(100, 1)], []);
        _book.Suspect();
        Assert.True(_book.IsSuspect);
        Apply(isSnapshot: true, [Level(100, 1)], [], EventFlags.MaybeBadBook);
        Assert.True(_book.IsSuspect);
    }

    [Fact]
    public void A_quote_is_a_book_of_one_level_and_an_empty_side_has_none()
    {
        Apply(isSnapshot: true, [Level(100, 5), Level(99, 7)], [Level(101, 3)]);
        var header = new EventHeader { VenueTime = new Timestamp(77) };
        _book.ApplyQuote(new Quote(header, new Price(98), new Quantity(4), new Price(0), Quantity.Zero), sequence: 9);

        Assert.Equal(Level(98, 4), _book.Bids[0]);
        Assert.Equal((1, 0), (_book.Bids.Count, _book.Asks.Count));
        Assert.Equal((9, new Timestamp(77), false), (_book.Sequence, _book.VenueTime, _book.IsSuspect));
    }

    [Fact]
    public void The_best_levels_of_a_side_come_with_the_best_one_last()
    {
        var bids = new BookSide(Side.Buy);
        foreach (var price in new[] { 3, 5, 4, 1 })
            bids.Set(new BookLevel(new Price(price), new Quantity(1)));
        Assert.Equal([4, 5], bids.Best(2).ToArray().Select(level => level.Price.Units));
        Assert.Equal([1, 3, 4, 5], bids.Best(10).ToArray().Select(level => level.Price.Units));
    }

    [Fact]
    public void Reading_levels_beyond_the_book_is_refused()
    {
        Apply(isSnapshot: true, [Level(100, 5)], []);

        Assert.Throws<IndexOutOfRangeException>(() => _book.Bids[1]);
        Assert.Throws<IndexOutOfRangeException>(() => _book.Asks[0]);
        Assert.Throws<IndexOutOfRangeException>(() => _book.Bids[-1]);
    }

    [Fact]
    public void Changing_and_reading_a_book_allocates_nothing()
    {
        var room = new BookLevel[10];
        BookLevel[] bids = [Level(100, 5), Level(99, 7)], asks = [Level(101, 3), Level(102, 4)];
        var bytes = new byte[BookUpdate.BytesFor(bids.Length, asks.Length)];

        Assert.Equal(0, Allocation.Of(() =>
        {
            BookUpdate.Write(bytes, default, bids, asks);
            BookUpdate.TryRead(bytes, out var update);
            _book.ApplySnapshot(update, 1);
            _book.ApplyDelta(update, 2);
            _book.Bids.CopyTo(room);
            _ = _book.IsCrossed;
            _ = _book.Asks[1];
        }));
    }

    private static void AssertLevels(BookLevel[] expected, BookSide side, Random random)
    {
        var top = new BookLevel[random.Next(70)];
        var count = side.CopyTo(top);

        Assert.Equal(expected.Length, side.Count);
        Assert.Equal(expected.Take(top.Length), top.Take(count));
        if (expected.Length > 0)
            Assert.Equal(expected[^1], side[expected.Length - 1]);
    }

    private static BookLevel[] Levels(Random random, int countMax) =>
        [.. Enumerable.Range(0, random.Next(countMax)).Select(_ => Level(random.Next(80), random.Next(3)))];

    private static BookLevel Level(int price, int quantity) => new(new Price(price), new Quantity(quantity));

    private void Apply(bool isSnapshot, BookLevel[] bids, BookLevel[] asks, EventFlags flags = EventFlags.None)
    {
        var bytes = new byte[BookUpdate.BytesFor(bids.Length, asks.Length)];
        BookUpdate.Write(bytes, new EventHeader { Flags = flags }, bids, asks);
        Assert.True(BookUpdate.TryRead(bytes, out var update));
        if (isSnapshot)
            _book.ApplySnapshot(update, ++_sequence);
        else
            _book.ApplyDelta(update, ++_sequence);
    }
}
