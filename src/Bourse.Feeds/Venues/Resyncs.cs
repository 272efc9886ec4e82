using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// Asks for books anew, one instrument at a time, and not without end: at once the first time within a minute, then after a
/// wait that doubles. One thread.
/// </summary>
internal sealed class Resyncs(VenueProtocol protocol, VenueFeedOptions options, VenueSession session)
{
    private const long QuietTime = 60 * Timestamp.PerSecond;
    private const long SnapshotPatience = 15 * Timestamp.PerSecond;

    /// <summary>The book was subscribed to with the rest: its snapshot is on its way, or is asked for over REST.</summary>
    public void AwaitFirst(MarketLine line, Timestamp at)
    {
        line.Book.Await();
        Ask(line, at, isSubscribed: true);
    }

    /// <summary>The book is wrong: asks for it now, or when its wait is over.</summary>
    public void Soon(MarketLine line, Timestamp at)
    {
        if (!session.HasLiveBooks)
            return;
        if (line.LastResync.Nanoseconds + QuietTime < at.Nanoseconds)
            line.ResyncDelay = TimeSpan.Zero;
        if (line.ResyncDelay == TimeSpan.Zero)
            Begin(line, at);
        else
            line.ResyncAt = After(at, line.ResyncDelay);
    }

    /// <summary>There was no snapshot, or one of no use: asks again after a wait.</summary>
    public void Later(MarketLine line, Timestamp at)
    {
        Lengthen(line);
        line.ResyncAt = After(at, line.ResyncDelay);
    }

    /// <summary>Asks for the book now.</summary>
    public void Begin(MarketLine line, Timestamp at)
    {
        line.CountResync();
        line.LastResync = at;
        Lengthen(line);
        line.Book.Await();
        Ask(line, at, isSubscribed: false);
    }

    private void Ask(MarketLine line, Timestamp at, bool isSubscribed)
    {
        line.ResyncAt = null;
        if (protocol.SnapshotAddress(line.VenueName) is { } address)
        {
            session.Asks.Enqueue(new RestAsk(address, line));
            return;
        }

        line.ResyncAt = new Timestamp(at.Nanoseconds + SnapshotPatience);
        if (isSubscribed)
            return;
        session.Send(protocol.Unsubscribe([line.VenueName], VenueChannels.Book));
        session.Send(protocol.Subscribe([line.VenueName], VenueChannels.Book));
    }

    private void Lengthen(MarketLine line)
    {
        var millis = Math.Clamp(line.ResyncDelay.TotalMilliseconds * 2, options.ResyncMillisMin, options.ResyncMillisMax);
        line.ResyncDelay = TimeSpan.FromMilliseconds(millis);
    }

    private static Timestamp After(Timestamp at, TimeSpan wait) => new(at.Nanoseconds + (wait.Ticks * 100));
}
