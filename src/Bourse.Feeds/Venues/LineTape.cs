using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Venues;

/// <summary>Puts a venue's events onto the tape. The feed's thread only.</summary>
internal sealed class LineTape
{
    // A snapshot larger than this comes as a snapshot and changes that go on with it.
    private const int LevelsPerRecordMax = 16_384;

    private readonly TapeInlet _tape;
    private readonly SourceId _plain;
    private readonly SourceId _numbered;

    /// <param name="key">What the connection is called in the tape's sources: "venue:KRAKEN".</param>
    public LineTape(TapeInlet tape, string key)
    {
        _tape = tape;
        _plain = tape.OpenSource(key, Numbering.None).Id;
        _numbered = tape.OpenSource($"{key}:numbered", Numbering.Instrument).Id;
    }

    public void Trade(MarketLine line, in VenueEvent said, Timestamp at) => _tape.Publish(
        new Trade(HeaderOf(line, said, at) with { Flags = said.Flags | EventFlags.LastOfEvent }, said.Price, said.Quantity));

    public void Quote(MarketLine line, in VenueEvent said, Timestamp at) => _tape.Publish(
        new Quote(HeaderOf(line, said, at), said.Price, said.Quantity, said.Ask, said.AskSize));

    /// <summary>A verified change, with what fell out of the book's depth by it.</summary>
    public void Delta(
        MarketLine line, in VenueEvent said, Timestamp at, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        var book = line.Book;
        var bidCount = bids.Length + book.FallenBids.Length;
        var askCount = asks.Length + book.FallenAsks.Length;
        if (bidCount + askCount == 0)
            return;
        var header = BookHeaderOf(line, said, at, EventFlags.LastOfEvent);
        if (book.FallenBids.Length + book.FallenAsks.Length == 0)
            _tape.PublishBook(MarketEventType.BookDelta, header, bids, asks);
        else
            _tape.PublishBook(
                MarketEventType.BookDelta, header, bids, book.FallenBids, asks, book.FallenAsks);
    }

    /// <summary>A whole book, which replaces what was known.</summary>
    public void Snapshot(
        MarketLine line, in VenueEvent said, Timestamp at, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        for (var type = MarketEventType.BookSnapshot; ; type = MarketEventType.BookDelta)
        {
            var bidPart = bids[..Math.Min(bids.Length, LevelsPerRecordMax / 2)];
            var askPart = asks[..Math.Min(asks.Length, LevelsPerRecordMax / 2)];
            bids = bids[bidPart.Length..];
            asks = asks[askPart.Length..];
            var isLast = bids.Length + asks.Length == 0;
            var flags = EventFlags.Snapshot | (isLast ? EventFlags.LastOfEvent : EventFlags.None);
            _tape.PublishBook(type, BookHeaderOf(line, said, at, flags), bidPart, askPart);
            if (isLast)
                return;
        }
    }

    /// <summary>Something of an instrument is missing.</summary>
    public void Gap(MarketLine line, GapReason reason, long expected, long received, Timestamp at) =>
        Gap(line.Instrument.Id, reason, expected, received, at);

    /// <summary>Something is missing, and it is not known of which instrument.</summary>
    public void Gap(GapReason reason, long expected, long received, Timestamp at) =>
        Gap(InstrumentId.None, reason, expected, received, at);

    /// <summary>How the connection is.</summary>
    public void State(FeedState state, string text, Timestamp at) =>
        _tape.PublishState(new EventHeader { Source = _plain, ReceiveTime = at }, state, text);

    /// <summary>What the venue, or the session, says of an instrument.</summary>
    public void Notice(MarketLine line, string text, Timestamp at) => _tape.PublishState(
        new EventHeader { Source = _plain, Instrument = line.Instrument.Id, ReceiveTime = at }, FeedState.Live, text);

    private void Gap(InstrumentId instrument, GapReason reason, long expected, long received, Timestamp at)
    {
        var header = new EventHeader
        {
            Instrument = instrument, Source = _plain, VenueTime = at, ReceiveTime = at, Conditions = (uint)reason,
        };
        _tape.Publish(new Gap(header, expected, received));
    }

    // What the venue numbers is recognised on whichever connection it comes, the rest is not.
    private EventHeader HeaderOf(MarketLine line, in VenueEvent said, Timestamp at) => new()
    {
        Instrument = line.Instrument.Id,
        Flags = EventFlags.LastOfEvent,
        Side = said.Side,
        VenueTime = said.VenueTime.Nanoseconds == 0 ? at : said.VenueTime,
        ReceiveTime = at,
        Native = said.Native,
        Source = said.Native > 0 ? _numbered : _plain,
        Conditions = said.Conditions,
    };

    // Changes of a book follow from its snapshot: the same number after another snapshot is another change.
    private EventHeader BookHeaderOf(MarketLine line, in VenueEvent said, Timestamp at, EventFlags flags) =>
        HeaderOf(line, said, at) with { Source = _plain, Flags = flags };
}
