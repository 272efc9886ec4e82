using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// The records that one order leaves on the tape, in their layout and order: trades, the book's change, the new best
/// prices. Filled and emptied again and again without allocation; one thread.
/// </summary>
internal sealed class SyntheticBatch(int bytesMax)
{
    private const int RecordsMax = 16;

    private readonly byte[] _bytes = new byte[bytesMax];
    private readonly (MarketEventType Type, int Start, int Length)[] _records =
        new (MarketEventType, int, int)[RecordsMax];

    private int _count;
    private int _next;
    private int _used;

    public bool IsEmpty => _next == _count;

    public void Clear() => (_count, _next, _used) = (0, 0, 0);

    public void Add(in Trade trade) => trade.Write(Room(MarketEventType.Trade, Trade.Bytes));

    public void Add(in Quote quote) => quote.Write(Room(MarketEventType.Quote, Quote.Bytes));

    public void Add(
        MarketEventType type, in EventHeader header, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks) =>
        BookUpdate.Write(Room(type, BookUpdate.BytesFor(bids.Length, asks.Length)), header, bids, asks);

    /// <summary>The next record; valid until the batch is cleared.</summary>
    public ReadOnlySpan<byte> Take(out MarketEventType type)
    {
        (type, var start, var length) = _records[_next++];
        return _bytes.AsSpan(start, length);
    }

    private Span<byte> Room(MarketEventType type, int length)
    {
        var room = _bytes.AsSpan(_used, length);
        _records[_count++] = (type, _used, length);
        _used += length;
        return room;
    }
}
