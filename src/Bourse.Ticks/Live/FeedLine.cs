using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>One source of events and how its feed is. Immutable: a change makes a new one.</summary>
/// <param name="Status">The feed's last word; null where it said nothing yet.</param>
/// <param name="Gaps">Holes seen in its numbering.</param>
public sealed record FeedLine(Source Source, FeedStatus? Status, long Gaps);
