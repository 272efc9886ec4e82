using System.Buffers.Binary;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

public sealed class BookSnapshotTests
{
    private const int HeaderBytes = 32;
    private const int OrderBytes = 48;

    [Theory]
    [InlineData("tight", 1)]
    [InlineData("icebergs", 2)]
    [InlineData("calls", 3)]
    [InlineData("galloping", 4)]
    [InlineData("extremes", 5)]
    public void A_restored_book_is_and_behaves_as_the_one_that_was_written(string profileName, int seed)
    {
        var profile = FlowProfile.All.Single(one => one.Name == profileName);
        var naive = new NaiveBook(profile.Options.OrdersMax);
        var flow = new Flow(profile, seed, naive);
        var original = new RealBook(profile.Options);
        var restored = new RealBook(new OrderBookOptions());
        for (var i = 0; i < 20_000; i++)
        {
            var step = flow.Next();
            naive.Sink.Clear();
            original.Sink.Clear();
            restored.Sink.Clear();
            step.Apply(naive);
            step.Apply(original);
            step.Apply(restored);
            Assert.True(original.Sink.Events.SequenceEqual(restored.Sink.Events), $"They differ after {step}.");
            if (i % 100 != 0)
                continue;
            Assert.Equal(original.Book.StateHash(), restored.Book.StateHash());
            var bytes = Written(original.Book);
            restored.Reopen(bytes);
            restored.Book.Verify();
            Assert.Equal(original.Book.StateHash(), restored.Book.StateHash());
            Assert.Equal(bytes, Written(restored.Book));
        }
    }

    [Fact]
    public void An_empty_book_is_restored_in_either_phase()
    {
        Assert.Equal(BookPhase.Continuous, OrderBook.ReadSnapshot(Written(Told())).Phase);
        Assert.Equal(BookPhase.Call, OrderBook.ReadSnapshot(Written(Told("call"))).Phase);
    }

    [Fact]
    public void Waiting_market_orders_keep_their_queue()
    {
        var bytes = Written(Told("call", "buy 2 market", "buy 1 market", "buy 3 @ 100", "sell 2 @ 100"));
        var book = new RealBook(new OrderBookOptions());
        book.Reopen(bytes);
        StepText.Parse("uncross at 100", 0).Apply(book);

        Assert.Equal("trade 2 @ 100 1x4 auction", $"{book.Sink.Events[0]}");
    }

    [Fact]
    public void Equal_books_hash_alike_however_they_came_to_be()
    {
        var straight = Told("buy 10 @ 100", "buy 5 @ 99", "sell 7 @ 105");
        var roundabout = Told(
            "sell 7 @ 4000000 as 3", "buy 3 @ 95 as 8", "buy 10 @ 1 as 1", "buy 20 @ 99 as 2", "cancel 8",
            "replace 3 7 @ 105", "replace 1 10 @ 100", "replace 2 5 @ 99");

        Assert.Equal(straight.StateHash(), roundabout.StateHash());
        Assert.Equal(Written(straight), Written(roundabout));
    }

    [Fact]
    public void Whatever_differs_gives_another_hash()
    {
        string[][] books =
        [
            [],
            ["call"],
            ["buy 10 @ 100"],
            ["buy 10 @ 100", "call"],
            ["buy 10 @ 100 as 2"],
            ["buy 11 @ 100"],
            ["buy 10 @ 101"],
            ["sell 10 @ 100"],
            ["buy 10 @ 100 owner 1"],
            ["buy 10 @ 100 iceberg 4"],
            ["buy 10 @ 100 iceberg 5"],
            ["buy 10 @ 100 iceberg 10"],
            ["buy 5 @ 100", "buy 5 @ 100"],
            ["buy 5 @ 100 as 2", "buy 5 @ 100 as 1"],
            ["call", "buy 10 market"],
            ["call", "buy 10 @ 0"],
        ];
        Assert.Equal(books.Length, books.Select(book => Told(book).StateHash()).Distinct().Count());
    }

    [Fact]
    public void A_truncated_or_lengthened_snapshot_is_refused()
    {
        var bytes = Written(Example());
        for (var length = 0; length < bytes.Length; length++)
            AssertRefused(bytes[..length]);
        AssertRefused([.. bytes, 0]);
        AssertRefused([.. bytes, .. new byte[OrderBytes]]);
    }

    [Fact]
    public void Every_flipped_bit_is_noticed()
    {
        var bytes = Written(Example());
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            AssertRefused(bytes);
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
        }

        Assert.Equal(Example().StateHash(), OrderBook.ReadSnapshot(bytes).StateHash());
    }

    [Theory]
    [InlineData(0, 16, 0L)]
    [InlineData(0, 16, -1L)]
    [InlineData(0, 24, -1L)]
    [InlineData(0, 24, 5L)]
    [InlineData(0, 32, -4L)]
    [InlineData(0, 8, long.MaxValue - 5)]
    [InlineData(0, 8, 99L)]
    [InlineData(1, 24, long.MaxValue)]
    [InlineData(0, 0, 2L)]
    [InlineData(0, 40, -1L)]
    [InlineData(0, 40, 2L << 32)]
    [InlineData(0, 40, 1L << 32)]
    public void A_book_that_cannot_be_is_refused_though_its_hash_is_right(int order, int offset, long value)
    {
        var bytes = Written(Example());
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(HeaderBytes + order * OrderBytes + offset), value);
        AssertRefused(Hashed(bytes));
    }

    [Fact]
    public void Noise_with_a_right_hash_is_refused_or_a_sound_book()
    {
        var random = new Random(20_260_101);
        for (var i = 0; i < 4_000; i++)
        {
            var bytes = Written(Example());
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(HeaderBytes, bytes.Length)] = (byte)random.Next(256);
            try
            {
                OrderBook.ReadSnapshot(Hashed(bytes)).Verify();
            }
            catch (InvalidDataException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void A_snapshot_of_more_orders_than_the_book_may_hold_is_refused()
    {
        var bytes = Written(Example());
        Assert.Throws<InvalidDataException>(() => OrderBook.ReadSnapshot(bytes, new OrderBookOptions { OrdersMax = 3 }));
        Assert.Equal(4, OrderBook.ReadSnapshot(bytes, new OrderBookOptions { OrdersMax = 4 }).OrderCount);
    }

    [Fact]
    public void A_snapshot_does_not_fit_fewer_bytes_than_it_says()
    {
        var book = Example();
        Assert.Throws<ArgumentException>(() => book.WriteSnapshot(new byte[book.SnapshotBytes - 1]));
        Assert.Equal(book.SnapshotBytes, book.WriteSnapshot(new byte[book.SnapshotBytes + 100]));
    }

    private static OrderBook Example() => Told(
        "buy 10 @ 100", "buy 25 @ 100 iceberg 4 owner 7", "buy 3 @ -5", "sell 8 @ 102");

    private static OrderBook Told(params string[] steps)
    {
        var book = new RealBook(new OrderBookOptions());
        for (var i = 0; i < steps.Length; i++)
            StepText.Parse(steps[i], (ulong)i + (steps[0] == "call" ? 0UL : 1UL)).Apply(book);
        return book.Book;
    }

    private static byte[] Written(OrderBook book)
    {
        var bytes = new byte[book.SnapshotBytes];
        Assert.Equal(bytes.Length, book.WriteSnapshot(bytes));
        return bytes;
    }

    private static void AssertRefused(byte[] bytes) =>
        Assert.NotEmpty(Assert.Throws<InvalidDataException>(() => OrderBook.ReadSnapshot(bytes)).Message);

    /// <summary>The same bytes with the hash that belongs to them.</summary>
    private static byte[] Hashed(byte[] bytes)
    {
        var hash = StableHash.Mix(0x424f5552_53450001 ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(16)));
        for (var at = HeaderBytes; at < bytes.Length; at += sizeof(ulong))
            hash = StableHash.Mix(unchecked(hash + BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at))));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), hash);
        return bytes;
    }
}
