using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Playback;

/// <summary>
/// Captured frames, given as they were to who subscribed to what they tell. They are decoded too, so that books are
/// known where somebody subscribes later.
/// </summary>
internal sealed class CapturePast(
    IEnumerable<RecordingEntry> entries, VenueProtocol protocol, PlaybackMarkets markets, Timestamp? to) : PlaybackPast
{
    private readonly IEnumerator<RecordingEntry> _entries = entries.GetEnumerator();
    private readonly DecodedFrame _decoded = new();
    private byte[] _update = new byte[1 << 12];

    public override Timestamp Time => _entries.Current.Time;

    public override long Sequence => 0;

    public override bool TryMove()
    {
        while (_entries.MoveNext())
        {
            if (_entries.Current.Time >= to)
                return false;
            if (_entries.Current.Kind == RecordingEntryKind.Receive
                && CaptureIndex.TryDecode(protocol, _entries.Current, _decoded))
                return true;
        }

        return false;
    }

    public override void Happen(PlaybackVoice voice)
    {
        ReadOnlySpan<byte> frame = _entries.Current.Bytes;
        var isTaken = false;
        foreach (ref readonly var one in _decoded.Events)
            if (TypeOf(one.Kind) is var type and not MarketEventType.None
                && markets.Find(one.Symbol.Of(frame)) is { } market)
            {
                // Before its book takes a snapshot, so that the frame itself begins what the client waits for.
                isTaken |= voice.Takes(market, type);
                Take(market, one, type);
            }

        if (isTaken)
            voice.Frames.Add(frame);
    }

    public override void Dispose() => _entries.Dispose();

    private static MarketEventType TypeOf(VenueEventKind kind) => kind switch
    {
        VenueEventKind.Trade => MarketEventType.Trade,
        VenueEventKind.Quote => MarketEventType.Quote,
        VenueEventKind.BookSnapshot => MarketEventType.BookSnapshot,
        VenueEventKind.BookDelta => MarketEventType.BookDelta,
        _ => MarketEventType.None,
    };

    private void Take(PlaybackMarket market, in VenueEvent one, MarketEventType type)
    {
        var header = new EventHeader
        {
            Side = one.Side, VenueTime = one.VenueTime, Native = one.Native, Flags = one.Flags,
        };
        switch (type)
        {
            case MarketEventType.Trade:
                market.Take(new Trade(header, one.Price, one.Quantity), isNumbered: true, sequence: 0);
                break;
            case MarketEventType.Quote:
                market.Take(new Quote(header, one.Price, one.Quantity, one.Ask, one.AskSize), sequence: 0);
                break;
            default:
                TakeBook(market, header, one, type == MarketEventType.BookSnapshot);
                break;
        }
    }

    private void TakeBook(PlaybackMarket market, in EventHeader header, in VenueEvent one, bool isSnapshot)
    {
        var bids = one.Bids.Of(_decoded.Bids);
        var asks = one.Asks.Of(_decoded.Asks);
        var bytes = BookUpdate.BytesFor(bids.Length, asks.Length);
        if (_update.Length < bytes)
            _update = new byte[bytes * 2];
        BookUpdate.Write(_update, header, bids, asks);
        BookUpdate.TryRead(_update, out var update);
        market.Take(update, isSnapshot, sequence: 0);
    }
}
