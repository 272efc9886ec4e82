using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>The bytes of docs/formats/book-snapshot.md.</summary>
public sealed class SnapshotFormatTests
{
    private const string Document = "docs/formats/book-snapshot.md";

    [Fact]
    public void An_empty_book_has_the_bytes_of_the_document() => Check("empty-book", new OrderBook());

    [Fact]
    public void A_book_with_an_iceberg_and_an_owner_has_the_bytes_of_the_document()
    {
        var book = new OrderBook();
        var sink = new NoEvents();
        book.Submit(new NewOrder { Id = 1, Side = Side.Buy, Price = 100, Quantity = 5 }, ref sink);
        book.Submit(new NewOrder { Id = 2, Side = Side.Buy, Price = 100, Quantity = 30, Display = 10 }, ref sink);
        book.Submit(new NewOrder { Id = 3, Side = Side.Sell, Price = 102, Quantity = 8, Owner = 77 }, ref sink);
        Check("small-book", book);
    }

    [Fact]
    public void A_market_order_that_waits_in_a_call_has_the_bytes_of_the_document()
    {
        var book = new OrderBook();
        var sink = new NoEvents();
        book.OpenCall();
        book.Submit(new NewOrder { Id = 9, Side = Side.Sell, Type = OrderType.Market, Quantity = 4 }, ref sink);
        Check("call-book", book);
    }

    [Fact]
    public void All_blocks_of_the_document_are_checked() =>
        Assert.Equal(["empty-book", "small-book", "call-book"], FormatDocument.HexNames(Document));

    private static void Check(string block, OrderBook book)
    {
        var golden = FormatDocument.Hex(Document, block);
        var bytes = new byte[book.SnapshotBytes];
        Assert.Equal(bytes.Length, book.WriteSnapshot(bytes));
        Assert.Equal(Convert.ToHexString(golden), Convert.ToHexString(bytes));
        var read = OrderBook.ReadSnapshot(golden);
        Assert.Equal((book.Phase, book.OrderCount, book.StateHash()), (read.Phase, read.OrderCount, read.StateHash()));
    }
}
