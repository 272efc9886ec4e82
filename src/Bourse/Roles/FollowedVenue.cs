using Bourse.Feeds.Venues;

namespace Bourse.Roles;

/// <summary>A venue that is followed, by one connection or several. Guarded by the desk.</summary>
internal sealed class FollowedVenue(VenueOptions venue)
{
    /// <summary>As it was last applied.</summary>
    public VenueOptions Venue { get; set; } = venue;

    public List<VenueLink> Links { get; } = [];

    /// <summary>Why a connection could not be begun; null otherwise.</summary>
    public string? Fault { get; set; }

    /// <summary>Only the instruments differ, if anything.</summary>
    public bool IsReachedLike(VenueOptions other) => Venue with { Symbols = [] } == other with { Symbols = [] };

    /// <summary>The smallest number that no connection has.</summary>
    public int FreeNumber()
    {
        var number = 1;
        while (Links.Exists(link => link.Number == number))
            number++;
        return number;
    }
}
