using Bourse.Market;

namespace Bourse.Gateway.Feeds;

/// <summary>A feed that follows no venue: an archive, the synthetic market, another Bourse, our own exchange.</summary>
/// <param name="Kind">"csv", "synthetic", "relay", "replay", "exchange".</param>
/// <param name="Published">Events that it handed over.</param>
/// <param name="Fault">Why it failed; null otherwise.</param>
public sealed record OtherFeed(string Name, string Kind, FeedState State, long Published, string? Fault);
