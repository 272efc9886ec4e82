using Bourse.Feeds.Capture;

namespace Bourse.Feeds.Venues;

/// <summary>What a connection is made of, beside its socket; it outlives the connection.</summary>
internal sealed record VenueParts(
    VenueOptions Venue, VenueProtocol Protocol, VenueFeedOptions Options, VenueSession Session, CaptureWriter? Capture,
    TimeProvider Clock);
