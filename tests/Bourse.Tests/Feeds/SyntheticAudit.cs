using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>Follows a synthetic market's events with real books and checks each against them.</summary>
internal sealed class SyntheticAudit(int levels)
{
    private readonly Dictionary<InstrumentId, Book> _books = [];
    private BookLevel[] _taken = [];

    public int Instruments => _books.Count;

    public int Trades { get; private set; }

    public int Quotes { get; private set; }

    public void Take(ReadOnlySpan<byte> payload, MarketEventType type)
    {
        ref readonly var header = ref EventHeader.In(payload);
        if (!_books.TryGetValue(header.Instrument, out var book))
            _books[header.Instrument] = book = new Book();
        if (type == MarketEventType.Trade)
            Check(Trade.In(payload), book);
        else if (type == MarketEventType.Quote)
            Check(Quote.In(payload), book);
        else
            Apply(payload, type, book);
    }

    // The trades of one order eat from the best price outwards, before the delta that says so.
    private void Check(in Trade trade, Book book)
    {
        Trades++;
        var side = trade.Header.Side == Side.Buy ? book.Asks : book.Bids;
        var depth = _taken.Length;
        Assert.Equal(side[depth].Price, trade.Price);
        Assert.InRange(trade.Quantity.Units, 1, side[depth].Quantity.Units);
        _taken = [.. _taken, new BookLevel(trade.Price, side[depth].Quantity - trade.Quantity)];
    }

    private void Check(in Quote quote, Book book)
    {
        Quotes++;
        Assert.Equal(book.Bids[0], new BookLevel(quote.Bid, quote.BidSize));
        Assert.Equal(book.Asks[0], new BookLevel(quote.Ask, quote.AskSize));
    }

    private void Apply(ReadOnlySpan<byte> payload, MarketEventType type, Book book)
    {
        Assert.True(BookUpdate.TryRead(payload, out var update));
        if (type == MarketEventType.BookSnapshot)
            book.ApplySnapshot(update, 1);
        else
            book.ApplyDelta(update, 1);
        Assert.False(book.IsSuspect);
        Assert.True(book.Bids[0].Price < book.Asks[0].Price);
        Assert.InRange(book.Bids.Count, levels - (levels / 3), levels + (levels / 3));
        Assert.InRange(book.Asks.Count, levels - (levels / 3), levels + (levels / 3));
        foreach (var level in _taken)
            Assert.True(Contains(update.Bids, level.Price) || Contains(update.Asks, level.Price));
        _taken = [];
    }

    private static bool Contains(ReadOnlySpan<BookLevel> levels, Price price)
    {
        foreach (var level in levels)
            if (level.Price == price)
                return true;
        return false;
    }
}
