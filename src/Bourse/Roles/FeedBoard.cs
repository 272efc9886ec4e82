using Bourse.Feeds;
using Bourse.Feeds.Blotter;
using Bourse.Feeds.Csv;
using Bourse.Feeds.Relay;
using Bourse.Feeds.Replay;
using Bourse.Feeds.Venues;
using Bourse.Gateway.Feeds;

namespace Bourse.Roles;

/// <summary>How all feeds are, for those who ask. Any thread.</summary>
internal sealed class FeedBoard(NodeParts parts)
{
    public FeedsReport Report()
    {
        var watch = parts.Registry!;
        return new FeedsReport(
            parts.Venues is not null,
            watch.Refusal,
            [.. watch.Registry.Venues.Select(venue => parts.Venues?.Report(venue) ?? new VenueLine(venue, null, []))],
            [.. parts.AllFeeds.Where(role => role.Feed is not VenueFeed).Select(Other)]);
    }

    private static OtherFeed Other(FeedRole role) =>
        new(role.Feed.Name, KindOf(role.Feed), role.State, role.Inlet.Published, role.Fault);

    private static string KindOf(IFeed feed) => feed switch
    {
        CsvFeed => "csv",
        RelayFeed => "relay",
        ReplayFeed => "replay",
        BlotterFeed => "exchange",
        _ => "synthetic",
    };
}
