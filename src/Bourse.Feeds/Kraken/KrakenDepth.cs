using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Kraken;

/// <summary>The depths of book that Kraken offers.</summary>
internal static class KrakenDepth
{
    private const int Usual = 100;
    private static readonly int[] Offered = [10, 25, 100, 500, 1000];

    /// <exception cref="FeedException">Kraken does not offer the depth asked for.</exception>
    public static int Of(VenueOptions venue)
    {
        var depth = venue.BookDepth == 0 ? Usual : venue.BookDepth;
        return Offered.Contains(depth)
            ? depth
            : throw new FeedException(
                $"{venue.Code}: Kraken's books are {string.Join(", ", Offered)} levels deep, not {depth}");
    }
}
