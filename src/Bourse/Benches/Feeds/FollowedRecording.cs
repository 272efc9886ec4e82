using Bourse.Feeds.Venues;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Benches.Feeds;

/// <summary>
/// A recording followed as if its venue were there: by the session of a real feed, or by its parts without the tape.
/// What reaches the tape's ring is thrown away when the ring is full. One thread.
/// </summary>
internal sealed class FollowedRecording : IDisposable
{
    private readonly BenchFolder _folder = new();
    private readonly Tape.Tape _tape;
    private readonly TapeInlet _inlet;
    private readonly VenueSession _session;
    private readonly DecodedFrame _decoded = new();

    public FollowedRecording(RecordedFeed feed)
    {
        Feed = feed;
        _tape = Tape.Tape.Open(
            new TapeOptions(), new JournalOptions { Directory = _folder.File("tape") }, TimeProvider.System);
        _inlet = _tape.AddFeed("bench", CancellationToken.None);
        _inlet.WhenFull = Empty;
        _session = new VenueSession(feed.Venue, feed.Protocol, new VenueFeedOptions(), _inlet, "venue:BENCH");
        foreach (var symbol in feed.Symbols)
            _session.Add(symbol, default);
    }

    public RecordedFeed Feed { get; }

    public IReadOnlyList<MarketLine> Lines => _session.Lines.All;

    /// <summary>Messages that could not be read.</summary>
    public long Unreadable => _session.Unreadable;

    public MarketLine? Find(ReadOnlySpan<byte> venueName) => _session.Lines.Find(venueName);

    /// <summary>A connection was opened, again: what follows begins with snapshots.</summary>
    public void Begin()
    {
        var at = Feed.Inputs[0].Time;
        _session.Disconnect("once more", at);
        _session.Connected(at);
        _session.Outbox.Clear();
        _session.Asks.Clear();
    }

    /// <summary>Reads, checks, applies and publishes, as a feed does.</summary>
    public void Publish(RecordedInput input)
    {
        if (input.SnapshotOf is null)
            _session.Take(input.Bytes, input.Time);
        else
            _session.TakeAnswer(new RestAsk(Feed.Venue.Rest!, LineOf(input)), input.Bytes, input.Time);
    }

    /// <summary>Reads, checks and applies, and no more.</summary>
    /// <exception cref="InvalidOperationException">A book is not what the venue says.</exception>
    public void Apply(RecordedInput input)
    {
        Feed.Decode(input, _decoded);
        foreach (ref readonly var said in _decoded.Events)
            if (said.Kind is VenueEventKind.BookDelta or VenueEventKind.BookSnapshot)
                Apply(input.SnapshotOf is null ? Find(said.Symbol.Of<byte>(input.Bytes))! : LineOf(input), said);
    }

    /// <summary>The best prices of each book, by the venue's name.</summary>
    public IReadOnlyList<string> Tops() =>
        [.. Lines.OrderBy(line => line.VenueName, StringComparer.Ordinal)
            .Where(line => line.Book.Book.Bids.Count + line.Book.Book.Asks.Count > 0)
            .Select(line => $"{line.VenueName} {Best(line.Book.Book.Bids)} {Best(line.Book.Book.Asks)}")];

    public void Dispose()
    {
        _tape.Dispose();
        _folder.Dispose();
    }

    private static string Best(BookSide side) => side.Count == 0 ? "-" : $"{side[0].Quantity}@{side[0].Price}";

    private MarketLine LineOf(RecordedInput input) => Find(System.Text.Encoding.UTF8.GetBytes(input.SnapshotOf!))!;

    private void Apply(MarketLine line, in VenueEvent said)
    {
        line.LearnDecimals(said);
        var decimals = (line.PriceDecimals, line.QuantityDecimals);
        var bids = _decoded.BidsOf(said);
        var asks = _decoded.AsksOf(said);
        var verdict = said.Kind == VenueEventKind.BookSnapshot
            ? line.Book.TakeSnapshot(said, bids, asks, decimals)
            : line.Book.TakeDelta(said, bids, asks, decimals);
        if (said.Kind == VenueEventKind.BookSnapshot)
            while (line.Book.TryTakeHeld(out var held, out var heldBids, out var heldAsks))
                MustBeRight(line, line.Book.TakeDelta(held, heldBids, heldAsks, decimals));
        MustBeRight(line, verdict);
    }

    private static void MustBeRight(MarketLine line, BookVerdict verdict)
    {
        if (verdict is not (BookVerdict.Applied or BookVerdict.Held or BookVerdict.Passed))
            throw new InvalidOperationException($"{line.VenueName}: the book is {verdict}.");
    }

    private void Empty()
    {
        while (_inlet.Ring.TryPeek(out _, out _))
            _inlet.Ring.Release();
    }
}
