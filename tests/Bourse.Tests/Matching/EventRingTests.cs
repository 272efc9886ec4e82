using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

public sealed class EventRingTests
{
    [Theory]
    [InlineData(64, 20_000)]
    [InlineData(4096, 1_000_000)]
    public void Another_thread_reads_every_event_once_and_in_order(int capacity, int events)
    {
        var ring = new EventRing(capacity);
        var writing = new Thread(() =>
        {
            var sink = new EventWriter(ring);
            for (var i = 0; i < events; i++)
            {
                sink.Sequence = (ulong)i;
                sink.Traded((ulong)i, ~(ulong)i, Side.Buy, -i, i);
            }

            ring.Publish();
        }) { IsBackground = true };
        writing.Start();
        var wait = new SpinWait();
        for (var read = 0; read < events;)
        {
            // Batches of changing size, so that reads end before, at and behind the ring's end.
            var batch = ring.Peek(1 + read % 100);
            foreach (ref readonly var told in batch)
            {
                var isNext = told.Sequence == (ulong)read && told.OrderId == (ulong)read && told.Other == ~(ulong)read
                    && told.Price == -read && told.Quantity == read && told.Kind == BookEventKind.Traded;
                Assert.True(isNext, $"Event {read} is {told.Sequence}: {told.Kind} {told.Quantity} @ {told.Price}.");
                read++;
            }

            ring.Advance(batch.Length);
            if (batch.IsEmpty)
                wait.SpinOnce(sleep1Threshold: -1);
        }

        writing.Join();
        Assert.True(ring.Peek(1).IsEmpty);
    }

    [Fact]
    public void A_writer_to_a_full_ring_waits_and_loses_nothing()
    {
        const int Events = 1_000;
        var ring = new EventRing(64);
        var written = 0;
        var writing = new Thread(() =>
        {
            var sink = new EventWriter(ring);
            for (var i = 0; i < Events; i++)
            {
                sink.Accepted((ulong)i, Side.Buy, 1, 1);
                Volatile.Write(ref written, i + 1);
            }

            ring.Publish();
        }) { IsBackground = true };
        writing.Start();

        // Nobody reads: the writer comes to a halt with no more than the ring holds.
        while (Volatile.Read(ref written) < 64)
            Thread.Yield();
        for (var i = 0; i < 1_000; i++)
            Thread.Yield();
        Assert.Equal(64, Volatile.Read(ref written));

        for (var read = 0UL; read < Events;)
        {
            var batch = ring.Peek(7);
            foreach (var told in batch)
                Assert.Equal(read++, told.OrderId);
            ring.Advance(batch.Length);
        }

        writing.Join();
    }

    [Fact]
    public void An_event_is_visible_once_it_is_published()
    {
        var ring = new EventRing(64);
        var sink = new EventWriter(ring);
        sink.Accepted(1, Side.Buy, 100, 10);
        Assert.True(ring.Peek(10).IsEmpty);
        ring.Publish();

        Assert.Equal(1UL, Assert.Single(ring.Peek(10).ToArray()).OrderId);
        Assert.Equal(1, ring.Peek(10).Length);
        ring.Advance(1);
        Assert.True(ring.Peek(10).IsEmpty);
    }

    [Fact]
    public void A_reader_gets_no_more_than_it_asks_for()
    {
        var ring = new EventRing(64);
        var sink = new EventWriter(ring);
        for (var i = 0UL; i < 10; i++)
            sink.Accepted(i, Side.Buy, 100, 10);
        ring.Publish();

        Assert.Equal([0UL, 1UL, 2UL], ring.Peek(3).ToArray().Select(told => told.OrderId));
        ring.Advance(2);
        Assert.Equal([2UL, 3UL], ring.Peek(2).ToArray().Select(told => told.OrderId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(100)]
    [InlineData(-64)]
    public void A_capacity_is_a_power_of_two_from_64(int capacity) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventRing(capacity));

    [Fact]
    public void Every_kind_of_event_arrives_as_it_was_told()
    {
        var ring = new EventRing(64);
        var sink = new DepthEventWriter(ring) { Sequence = 42 };
        sink.Accepted(1, Side.Buy, 100, 10);
        sink.Rejected(2, BookCommand.Replace, RejectReason.WouldTake);
        sink.Traded(3, 4, Side.Sell, 101, 11);
        sink.Cancelled(5, Side.Sell, 102, 12, CancelReason.SelfTrade);
        sink.Replaced(6, Side.Buy, 103, 13);
        sink.Reduced(7, Side.Sell, 104, 14, long.MaxValue);
        sink.Refilled(8, Side.Buy, 105, 15);
        sink.LevelChanged(Side.Sell, -106, 16, 17);
        ring.Publish();

        Assert.Equal(
            [
                (BookEventKind.Accepted, 1, 0, Side.Buy, 100, 10, 0, BookCommand.New, 0),
                (BookEventKind.Rejected, 2, 0, Side.Unknown, 0, 0, (byte)RejectReason.WouldTake, BookCommand.Replace, 0),
                (BookEventKind.Traded, 3, 4, Side.Sell, 101, 11, 0, BookCommand.New, 0),
                (BookEventKind.Cancelled, 5, 0, Side.Sell, 102, 12, (byte)CancelReason.SelfTrade, BookCommand.New, 0),
                (BookEventKind.Replaced, 6, 0, Side.Buy, 103, 13, 0, BookCommand.New, 0),
                (BookEventKind.Reduced, 7, long.MaxValue, Side.Sell, 104, 14, 0, BookCommand.New, 0),
                (BookEventKind.Refilled, 8, 0, Side.Buy, 105, 15, 0, BookCommand.New, 0),
                (BookEventKind.LevelChanged, 0, 0, Side.Sell, -106, 16, 0, BookCommand.New, 17),
            ],
            ring.Peek(64).ToArray().Select(told => (
                told.Kind, told.OrderId, told.Other, told.Side, told.Price, told.Quantity, told.Reason, told.Command,
                told.Orders)));
        Assert.All(ring.Peek(64).ToArray(), told => Assert.Equal(42UL, told.Sequence));
    }

    [Fact]
    public void A_writer_without_depth_leaves_levels_out()
    {
        var ring = new EventRing(64);
        var sink = new EventWriter(ring);
        new OrderBook().Submit(new NewOrder { Id = 1, Side = Side.Buy, Price = 1, Quantity = 1 }, ref sink);
        ring.Publish();

        Assert.Equal(BookEventKind.Accepted, Assert.Single(ring.Peek(64).ToArray()).Kind);
    }
}
