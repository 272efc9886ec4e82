using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Roles;

/// <summary>One running connection to a venue, and the instruments it carries.</summary>
internal sealed class VenueLink(int number, VenueFeed feed, FeedRole role, IEnumerable<VenueSymbol> symbols)
{
    /// <summary>From 1; a second connection of a venue is "KRAKEN-2".</summary>
    public int Number => number;

    public VenueFeed Feed => feed;

    public FeedRole Role => role;

    public List<VenueSymbol> Symbols { get; } = [.. symbols];

    public bool HasRoom => Symbols.Count < feed.SymbolsMax;

    /// <summary>How it is: the thread's word where it has ended or waits for the tape, else the connection's.</summary>
    public VenueFeedReport Report() => role.State is FeedState.Failed or FeedState.Finished or FeedState.Waiting
        ? feed.Report() with { State = role.State, Reason = role.Fault ?? "" }
        : feed.Report();
}
