using Bourse.Feeds.Registry;

namespace Bourse.Gateway.Feeds;

/// <summary>How all feeds are, at one moment.</summary>
/// <param name="IsLive">The venues that are enabled are followed; otherwise none is.</param>
/// <param name="Refusal">Why the registry's file, as it is now, is not in force; null where it is.</param>
/// <param name="Venues">Those of the registry that is in force.</param>
public sealed record FeedsReport(
    bool IsLive, RegistryRefusal? Refusal, IReadOnlyList<VenueLine> Venues, IReadOnlyList<OtherFeed> Others);
