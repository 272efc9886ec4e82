using Bourse.Feeds;
using Bourse.Feeds.Venues;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Tests.Feeds;

/// <summary>Gives a session of a venue frames to take, a second after each other, and has what it publishes on a tape.</summary>
internal sealed class SessionFeed(
    VenueOptions venue, VenueProtocol protocol, IEnumerable<byte[]> frames, Action<VenueSession, int>? after = null) : IFeed
{
    public static readonly Timestamp Start = Timestamp.Parse("2026-03-02T15:00:00Z");

    public string Name => venue.Code;

    /// <summary>What came of it; null before it has run.</summary>
    public VenueSession? Session { get; private set; }

    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        var session = Session = new VenueSession(venue, protocol, new VenueFeedOptions(), tape, $"venue:{venue.Code}");
        foreach (var symbol in venue.Symbols)
            session.Add(symbol, Start);
        session.Connected(Start);
        after?.Invoke(session, 0);
        var taken = 0;
        foreach (var frame in frames)
        {
            session.Take(frame, Start.AddNanoseconds(++taken * Timestamp.PerSecond));
            after?.Invoke(session, taken);
        }
    }
}
