using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Registry;

/// <summary>The venues that are known, in the order of their file. Immutable.</summary>
public sealed record VenueRegistry(IReadOnlyList<VenueOptions> Venues)
{
    public static readonly VenueRegistry Empty = new([]);

    public VenueOptions? Find(string code) => Venues.FirstOrDefault(venue => venue.Code == code);
}
