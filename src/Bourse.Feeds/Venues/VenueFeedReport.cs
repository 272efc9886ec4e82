using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>How a connection to a venue is, at one moment.</summary>
/// <param name="Since">Since when it is in that state.</param>
/// <param name="Reason">Why it was lost last; empty before the first loss.</param>
/// <param name="Connects">How often it was opened.</param>
/// <param name="Frames">Messages received.</param>
/// <param name="Unreadable">Messages that could not be read.</param>
public sealed record VenueFeedReport(
    string Name, string Venue, FeedState State, Timestamp Since, string Reason, long Connects, long Frames, long Unreadable,
    IReadOnlyList<SymbolReport> Symbols);
