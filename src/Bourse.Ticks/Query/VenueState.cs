using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>What is known of one venue.</summary>
/// <param name="LastEvent">The venue's time of its latest trade or quote; null before the first.</param>
/// <param name="Feeds">The sources that its instruments' latest events came from.</param>
public sealed record VenueState(
    Venue Venue, int Instruments, long Trades, long Quotes, Timestamp? LastEvent, IReadOnlyList<FeedLine> Feeds);
