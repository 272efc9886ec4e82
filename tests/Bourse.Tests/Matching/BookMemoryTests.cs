using System.Runtime.CompilerServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>Where a book's memory comes from and goes to. Alone, since all books of the process share it.</summary>
[Collection(nameof(BookMemoryTests))]
[CollectionDefinition(nameof(BookMemoryTests), DisableParallelization = true)]
public sealed class BookMemoryTests
{
    private const int ManyOrders = 20_000;

    private NoEvents _sink;

    [Fact]
    public void An_empty_book_is_small() => Assert.InRange(new OrderBook().MemoryBytes, 1, 64 << 10);

    [Fact]
    public void A_few_far_orders_do_not_widen_the_windows_however_long_they_go_on()
    {
        var book = new OrderBook();
        Trade(book, 1);
        var memory = book.MemoryBytes;
        for (var round = 2; round < 200; round++)
            Trade(book, round);
        Assert.Equal(memory, book.MemoryBytes);
        book.Verify();

        void Trade(OrderBook book, int round)
        {
            for (var i = 0; i < 1_000; i++)
            {
                var isFar = i % 20 == 0;
                var price = isFar ? 100_000 - 20_000 - (round * 37 + i) % 10_000 : 100_000 - i % 100;
                Rest(book, (ulong)i + 1, price);
            }

            for (var i = 0; i < 1_000; i++)
                book.Cancel((ulong)i + 1, ref _sink);
        }
    }

    [Fact]
    public void A_market_that_moved_is_followed()
    {
        var book = new OrderBook();
        for (ulong id = 1; id <= 1_000; id++)
            Rest(book, id, 1_000);
        for (ulong id = 1; id <= 1_000; id++)
            book.Cancel(id, ref _sink);
        for (ulong id = 1; id <= 1_000; id++)
            Rest(book, id, 50_000_000 - (long)(id % 500));
        Assert.Equal((500, 0), book.Orders.Ladder(0).Count());
        book.Verify();
    }

    [Fact]
    public void Books_that_are_gone_give_their_memory_to_new_ones()
    {
        Grow(10);
        Collect();
        var used = BookMemory.UsedBytes;
        for (var i = 0; i < 20; i++)
        {
            Grow(10);
            Collect();
        }

        // The collector may keep a last book alive a while; twenty times ten it does not.
        Assert.InRange(BookMemory.UsedBytes - used, 0, 20 * MemoryOfOne());
    }

    [Fact]
    public void Reserved_memory_is_what_orders_come_to_rest_in()
    {
        OrderBook.Reserve(2 * ManyOrders);
        var used = BookMemory.UsedBytes;
        var book = new OrderBook();
        Fill(book);

        // All but windows, of which the book needs wider ones as its orders come.
        Assert.InRange(BookMemory.UsedBytes - used, 0, 256 << 10);
        Assert.InRange(book.MemoryBytes, ManyOrders * 40L, ManyOrders * 120L);
        Assert.Throws<ArgumentOutOfRangeException>(() => OrderBook.Reserve(-1));
    }

    [Fact]
    public unsafe void Where_memory_cannot_be_had_piece_by_piece_there_is_some_at_once()
    {
        var space = Reservation.Elsewhere();
        Assert.True(space.Bytes >= 1L << 30);
        Assert.Equal(0, space.Start % Reservation.StepBytes);
        *(long*)(space.Start + (nint)space.Bytes - sizeof(long)) = 1;
        System.Runtime.InteropServices.NativeMemory.AlignedFree((void*)space.Start);
    }

    [Fact]
    public void A_region_that_is_used_up_says_so()
    {
        var region = new MemoryRegion(0, 0);
        var failure = Assert.Throws<InsufficientMemoryException>(() => region.Take(64));
        Assert.Contains("exceed", failure.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long MemoryOfOne()
    {
        var book = new OrderBook();
        Fill(book);
        return book.MemoryBytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int books)
    {
        for (var i = 0; i < books; i++)
            Fill(new OrderBook());
    }

    private void Fill(OrderBook book)
    {
        for (ulong id = 1; id <= ManyOrders; id++)
            Rest(book, id, 1_000_000 - (long)(id * id % 5_000));
    }

    private void Rest(OrderBook book, ulong id, long price) =>
        book.Submit(new NewOrder { Id = id, Side = Side.Buy, Price = price, Quantity = 1 }, ref _sink);

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
