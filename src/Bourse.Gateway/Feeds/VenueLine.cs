using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Gateway.Feeds;

/// <summary>A venue of the registry and how it is followed.</summary>
/// <param name="Fault">Why a connection could not be begun; null otherwise.</param>
/// <param name="Connections">Those that run; none where it is not followed.</param>
public sealed record VenueLine(VenueOptions Venue, string? Fault, IReadOnlyList<VenueFeedReport> Connections)
{
    /// <summary>How its worst connection is; null where it is not followed.</summary>
    public FeedState? State => Fault is not null ? FeedState.Failed
        : Connections.Count == 0 ? null
        : Connections.Select(connection => connection.State).MaxBy(Severity);

    private static int Severity(FeedState state) => state switch
    {
        FeedState.Failed => 5,
        FeedState.Disconnected => 4,
        FeedState.Connecting => 3,
        FeedState.Live => 0,
        _ => 2,
    };
}
