using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>An instrument to follow on a venue.</summary>
/// <param name="Symbol">Canonical: "BTC-USD".</param>
/// <param name="VenueName">The venue's own name where it does not follow from the symbol; else null.</param>
/// <param name="TickSize">0 where the venue is to say it.</param>
/// <param name="LotSize">0 where the venue is to say it.</param>
public sealed record VenueSymbol(
    string Symbol, string? VenueName = null, Price TickSize = default, Quantity LotSize = default);
