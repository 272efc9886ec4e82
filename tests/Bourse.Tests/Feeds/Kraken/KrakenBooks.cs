using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Kraken;

/// <summary>The books that one connection's frames make, each checked after each event that carries a checksum.</summary>
internal sealed class KrakenBooks(VenueProtocol protocol)
{
    private readonly Dictionary<string, Book> _books = [];
    private readonly Dictionary<string, (byte Price, byte Quantity)> _decimals = [];

    public DecodedFrame Frame { get; } = new();

    public int RightSnapshots { get; private set; }

    public int RightDeltas { get; private set; }

    public int Wrong { get; private set; }

    public Book this[string venueName] => _books[venueName];

    public void Take(ReadOnlySpan<byte> frame)
    {
        Frame.Clear();
        protocol.Decode(frame, Frame);
        foreach (ref readonly var happened in Frame.Events)
            if (happened.Kind is VenueEventKind.BookSnapshot or VenueEventKind.BookDelta)
                Apply(Encoding.UTF8.GetString(happened.Symbol.Of(frame)), in happened);
    }

    private void Apply(string name, in VenueEvent change)
    {
        if (!_books.TryGetValue(name, out var book))
            _books.Add(name, book = new Book());
        if (change.Kind == VenueEventKind.BookSnapshot)
        {
            book.Bids.Clear();
            book.Asks.Clear();
        }

        Apply(book.Bids, change.Bids.Of(Frame.Bids));
        Apply(book.Asks, change.Asks.Of(Frame.Asks));
        Check(book, in change, Learn(name, in change));
    }

    private void Apply(BookSide side, ReadOnlySpan<BookLevel> levels)
    {
        foreach (var level in levels)
            side.Set(level);
        while (side.Count > protocol.BookDepth)
            side.Set(new BookLevel(side[side.Count - 1].Price, default));
    }

    private (byte Price, byte Quantity) Learn(string name, in VenueEvent change)
    {
        var known = _decimals.GetValueOrDefault(name);
        known = (Math.Max(known.Price, change.PriceDecimals), Math.Max(known.Quantity, change.QuantityDecimals));
        return _decimals[name] = known;
    }

    private void Check(Book book, in VenueEvent change, (byte Price, byte Quantity) decimals)
    {
        if (!change.HasChecksum)
            return;
        if (!protocol.IsRight(book, in change, decimals))
            Wrong++;
        else if (change.Kind == VenueEventKind.BookSnapshot)
            RightSnapshots++;
        else
            RightDeltas++;
    }
}
