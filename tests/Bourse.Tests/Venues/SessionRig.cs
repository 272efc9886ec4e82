using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;
using Bourse.Market;
using Bourse.Tape;
using Bourse.Tests.Feeds;

namespace Bourse.Tests.Venues;

/// <summary>A session without a socket: a recording's frames are handed to it on the test's thread.</summary>
internal sealed class SessionRig : IDisposable
{
    private readonly VenueFolder _folder = new();
    private readonly Bourse.Tape.Tape _tape;
    private readonly List<RecordingEntry> _entries;
    private Timestamp _now = Timestamp.FromCivil(2026, 1, 1);

    public SessionRig(VenueCase played)
    {
        _entries = [.. played.Recordings.SelectMany(name => Recording.Read(Checkout.PathOf($"samples/recordings/{name}")))];
        _tape = Bourse.Tape.Tape.Open(new TapeOptions(), FeedRig.JournalOf(_folder.PathOf("tape")), TimeProvider.System);
        var inlet = _tape.AddFeed("rig", CancellationToken.None);
        inlet.WhenFull = () => _tape.Drain();
        var venue = new VenueOptions
        {
            Code = "TEST",
            Protocol = played.Protocol,
            Socket = new Uri("ws://127.0.0.1:1"),
            Rest = new Uri("http://127.0.0.1:1"),
            BookDepth = played.Depth,
            Symbols = [.. played.Names.Keys.Select(symbol => new VenueSymbol(symbol))],
        };
        Session = new VenueSession(venue, VenueProtocols.Create(venue), new VenueFeedOptions(), inlet, "venue:TEST");
        foreach (var symbol in venue.Symbols)
            Session.Add(symbol, _now);
        Session.Connected(_now);
        Frames = [.. _entries.Where(entry => entry.Kind == RecordingEntryKind.Receive).Select(entry => entry.Bytes)];
    }

    public VenueSession Session { get; }

    /// <summary>What the venue sent, in order.</summary>
    public List<byte[]> Frames { get; }

    public void Take(ReadOnlySpan<byte> frame)
    {
        _now = new Timestamp(_now.Nanoseconds + Timestamp.PerMillisecond);
        Session.Take(frame, _now);
    }

    /// <summary>Answers what was asked over REST with what the recording has.</summary>
    public void Answer()
    {
        while (Session.Asks.TryDequeue(out var ask))
            if (_entries.Find(entry => entry.Kind == RecordingEntryKind.Http
                && new Uri(entry.Address).PathAndQuery == ask.Address.PathAndQuery) is { } recorded)
                Session.TakeAnswer(ask, recorded.Bytes, _now);
        Session.Tick(_now);
        Session.Outbox.Clear();
    }

    public void Drain()
    {
        while (_tape.Drain() > 0)
        {
        }
    }

    public void Dispose()
    {
        _tape.Dispose();
        _folder.Dispose();
    }
}
