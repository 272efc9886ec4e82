using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Kraken;

/// <summary>The books that one connection's frames make, each checked after each event that carries a checksum.</summary>
internal sealed class KrakenBooks(VenueProtocol protocol)
{
    private readonly Dictionary<string, AlignedBook> _books = [];
    private readonly Dictionary<string, (byte Price, byte Quantity)> _decimals = [];

    public DecodedFrame Frame { get; } = new();

    public int RightSnapshots { get; private set; }

    public int RightDeltas { get; private set; }

    public int Wrong { get; private set; }

    public Book this[string venueName] => _books[venueName].Book;

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
            _books.Add(name, book = new AlignedBook(protocol, isSnapshotAsked: false, heldMax: 0));
        var bids = Frame.BidsOf(change);
        var asks = Frame.AsksOf(change);
        var decimals = Learn(name, in change);
        var isSnapshot = change.Kind == VenueEventKind.BookSnapshot;
        var verdict = isSnapshot
            ? book.TakeSnapshot(change, bids, asks, decimals)
            : book.TakeDelta(change, bids, asks, decimals);
        Wrong += verdict == BookVerdict.Applied ? 0 : 1;
        RightSnapshots += isSnapshot && change.HasChecksum && verdict == BookVerdict.Applied ? 1 : 0;
        RightDeltas += !isSnapshot && change.HasChecksum && verdict == BookVerdict.Applied ? 1 : 0;
    }

    private (byte Price, byte Quantity) Learn(string name, in VenueEvent change)
    {
        var known = _decimals.GetValueOrDefault(name);
        known = (Math.Max(known.Price, change.PriceDecimals), Math.Max(known.Quantity, change.QuantityDecimals));
        return _decimals[name] = known;
    }
}
