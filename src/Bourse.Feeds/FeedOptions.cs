using Bourse.Feeds.Csv;
using Bourse.Feeds.Relay;
using Bourse.Feeds.Synthetic;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds;

/// <summary>Where market events come from.</summary>
public sealed record FeedOptions
{
    public CsvOptions Csv { get; init; } = new();

    public SyntheticOptions Synthetic { get; init; } = new();

    /// <summary>Venues of the world to follow.</summary>
    public VenueFeedOptions Venues { get; init; } = new();

    /// <summary>Other Bourses to follow.</summary>
    public IReadOnlyList<RelayFeedOptions> Relays { get; init; } = [];
}
