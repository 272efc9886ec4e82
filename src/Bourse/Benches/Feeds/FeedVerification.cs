using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Benches.Feeds;

/// <summary>
/// A recording followed once by the session of a real feed, and looked at after each message: what the venue tells of its
/// own books and numbers, counted.
/// </summary>
internal sealed class FeedVerification
{
    private readonly FollowedRecording _recording;
    private readonly DecodedFrame _decoded = new();
    private readonly Dictionary<string, long> _lastTrades = [];
    private readonly Dictionary<string, long> _snapshots = [];
    private readonly Dictionary<(string Symbol, long Number), Quote> _quotes = [];
    private readonly HashSet<string> _bridged = [];
    private long _nextFrame;

    private FeedVerification(FollowedRecording recording) => _recording = recording;

    /// <summary>Changes of books.</summary>
    public long Updates { get; private set; }

    /// <summary>Changes that bear a checksum, and those after which the book had it.</summary>
    public (long Right, long All) UpdateChecksums { get; private set; }

    /// <summary>The same of snapshots and changes.</summary>
    public (long Right, long All) Checksums { get; private set; }

    /// <summary>Changes after which a bid stood above an ask.</summary>
    public long Crossed { get; private set; }

    public long Trades { get; private set; }

    /// <summary>Trades whose number is not the one after the instrument's last.</summary>
    public long TradeHoles { get; private set; }

    /// <summary>Frames that are numbered on their connection, and those with another number than was due.</summary>
    public (long All, long Holes) Frames { get; private set; }

    /// <summary>Gaps that the session found, and messages it could not read.</summary>
    public long Faults { get; private set; }

    /// <summary>Books asked for over REST, and those that changes followed without a hole.</summary>
    public (long Bridged, long All) Snapshots { get; private set; }

    /// <summary>Quotes that bear the number of a change, and those that were the book's best prices then.</summary>
    public (long Equal, long All) Quotes { get; private set; }

    public static FeedVerification Of(RecordingName name, RecordingFolder folder)
    {
        using var recording = new FollowedRecording(new RecordedFeed(name, folder));
        var verification = new FeedVerification(recording);
        verification.CollectQuotes();
        recording.Begin();
        var before = recording.Lines.Sum(line => line.Gaps);
        foreach (var input in recording.Feed.Inputs)
            verification.Take(input);
        verification.Faults = recording.Lines.Sum(line => line.Gaps) - before + recording.Unreadable;
        verification.Snapshots = (verification._bridged.Count, verification._snapshots.Count);
        return verification;
    }

    private void Take(RecordedInput input)
    {
        _recording.Feed.Decode(input, _decoded);
        CountFrame();
        var right = RightChecksums();
        _recording.Publish(input);
        right = RightChecksums() - right;
        var (changes, all) = (0, 0);
        foreach (ref readonly var said in _decoded.Events)
        {
            var line = _recording.Find(input.SnapshotOf is { } asked
                ? Encoding.UTF8.GetBytes(asked)
                : said.Symbol.Of<byte>(input.Bytes));
            if (line is null)
                continue;
            all += said.HasChecksum ? 1 : 0;
            if (said.Kind == VenueEventKind.BookDelta)
                changes += TakeDelta(line, said);
            else if (said.Kind == VenueEventKind.BookSnapshot && input.SnapshotOf is not null)
                _snapshots[line.VenueName] = said.Native;
            else if (said.Kind == VenueEventKind.Trade)
                TakeTrade(line, said);
        }

        Checksums = (Checksums.Right + right, Checksums.All + all);
        if (changes > 0)
            UpdateChecksums = (UpdateChecksums.Right + right, UpdateChecksums.All + changes);
    }

    private int TakeDelta(MarketLine line, in VenueEvent said)
    {
        Updates++;
        Crossed += line.Book.Book.IsCrossed ? 1 : 0;
        if (line.IsLive && _snapshots.TryGetValue(line.VenueName, out var number) && line.Book.LastNative > number)
            _bridged.Add(line.VenueName);
        if (line.IsLive && said.Native > 0 && line.Book.LastNative == said.Native
            && _quotes.TryGetValue((line.VenueName, said.Native), out var quote))
            Quotes = (Quotes.Equal + (IsTop(line.Book.Book, quote) ? 1 : 0), Quotes.All + 1);
        return said.HasChecksum ? 1 : 0;
    }

    private void TakeTrade(MarketLine line, in VenueEvent said)
    {
        Trades++;
        if (said.Native > 0 && _lastTrades.TryGetValue(line.VenueName, out var last) && said.Native != last + 1)
            TradeHoles++;
        _lastTrades[line.VenueName] = said.Native;
    }

    private void CountFrame()
    {
        if (_decoded.ConnectionSequence is not { } number)
            return;
        Frames = (Frames.All + 1, Frames.Holes + (number == _nextFrame ? 0 : 1));
        _nextFrame = number + 1;
    }

    private void CollectQuotes()
    {
        foreach (var input in _recording.Feed.Inputs)
        {
            _recording.Feed.Decode(input, _decoded);
            foreach (ref readonly var said in _decoded.Events)
                if (said.Kind == VenueEventKind.Quote && said.Native > 0)
                    _quotes[(Encoding.UTF8.GetString(said.Symbol.Of<byte>(input.Bytes)), said.Native)] =
                        new Quote(default, said.Price, said.Quantity, said.Ask, said.AskSize);
        }
    }

    private static bool IsTop(Book book, in Quote quote) =>
        book.Bids.Count > 0 && book.Asks.Count > 0
        && book.Bids[0] == new BookLevel(quote.Bid, quote.BidSize)
        && book.Asks[0] == new BookLevel(quote.Ask, quote.AskSize);

    private long RightChecksums() => _recording.Lines.Sum(line => line.RightChecksums);
}
