using System.Text;
using System.Text.Json;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>What captured files tell of: which instruments, with how many decimals, how deep.</summary>
internal sealed class CaptureIndex
{
    private const long OneUnit = 1;

    private readonly Dictionary<string, (byte Price, byte Quantity)> _decimals = new(StringComparer.Ordinal);
    private readonly DecodedFrame _decoded = new();
    private readonly string _venue;
    private int _deepest;

    /// <exception cref="FeedException">A line of a file is damaged; or no instrument is told of.</exception>
    public CaptureIndex(IEnumerable<RecordingEntry> entries, VenueProtocol protocol, string venue)
    {
        _venue = venue;
        foreach (var entry in entries)
        {
            if (entry.Kind == RecordingEntryKind.Send && KrakenRequest.Read(entry.Bytes) is { Channel: "book" } asked)
                BookDepth = asked.Depth;
            else if (entry.Kind == RecordingEntryKind.Receive && TryDecode(protocol, entry, _decoded))
                Learn(entry.Bytes);
        }

        if (_decimals.Count == 0)
            throw new FeedException("the capture holds nothing that this protocol can play");
        // The subscription may lie in a file before these: what it asked for shows in the books.
        if (BookDepth == 0 && protocol.BookDepth > 0)
            BookDepth = KrakenVoice.Depths.FirstOrDefault(depth => depth >= _deepest);
    }

    /// <summary>Levels a side that books were subscribed to with; 0: all.</summary>
    public int BookDepth { get; }

    /// <summary>The instruments by the venue's own names.</summary>
    public IEnumerable<Instrument> Instruments => _decimals.Select((known, i) => new Instrument
    {
        Id = new InstrumentId(i + 1),
        Venue = new Market.Venue(1, _venue, _venue, "Etc/UTC"),
        Symbol = known.Key,
        Name = known.Key,
        Currency = "",
        TickSize = new Price(Step(known.Value.Price)),
        LotSize = new Quantity(Step(known.Value.Quantity)),
    });

    /// <summary>False where the frame is not what the protocol's venue sends: it is passed over.</summary>
    public static bool TryDecode(VenueProtocol protocol, RecordingEntry entry, DecodedFrame into)
    {
        into.Clear();
        try
        {
            protocol.Decode(entry.Bytes, into);
            return true;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return false;
        }
    }

    private static long Step(int decimals)
    {
        var step = OneUnit;
        for (; decimals < 8; decimals++)
            step *= 10;
        return step;
    }

    private void Learn(ReadOnlySpan<byte> frame)
    {
        foreach (ref readonly var one in _decoded.Events)
        {
            if (one.Kind is not (VenueEventKind.Trade or VenueEventKind.Quote or VenueEventKind.BookSnapshot
                or VenueEventKind.BookDelta))
                continue;
            if (one.Kind == VenueEventKind.BookSnapshot)
                _deepest = Math.Max(_deepest, Math.Max(one.Bids.Length, one.Asks.Length));
            var name = Encoding.UTF8.GetString(one.Symbol.Of(frame));
            var (price, quantity) = _decimals.GetValueOrDefault(name);
            _decimals[name] = (Math.Max(price, one.PriceDecimals), Math.Max(quantity, one.QuantityDecimals));
        }
    }
}
