using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Registry;

/// <summary>What has been read of a venue so far; null: nothing, or nothing that can be used.</summary>
internal sealed class VenueDraft
{
    public string? Name { get; set; }

    public string? Protocol { get; set; }

    public bool? IsEnabled { get; set; }

    public string? Socket { get; set; }

    public string? Rest { get; set; }

    public string? TimeZone { get; set; }

    public VenueChannels? Channels { get; set; }

    public int? BookDepth { get; set; }

    public bool? AggregateTrades { get; set; }

    public IReadOnlyList<VenueSymbol>? Symbols { get; set; }

    /// <summary>The venue; null where what it must have is not there.</summary>
    public VenueOptions? Build(string code)
    {
        if (Protocol is null || Socket is null || Symbols is null)
            return null;
        var venue = new VenueOptions
        {
            Code = code,
            Name = Name ?? code,
            Protocol = Protocol,
            IsEnabled = IsEnabled ?? true,
            Socket = new Uri(Socket),
            Rest = Rest is null ? null : new Uri(Rest),
            BookDepth = BookDepth ?? 0,
            AggregateTrades = AggregateTrades ?? false,
            Symbols = Symbols,
        };
        return venue with { TimeZone = TimeZone ?? venue.TimeZone, Channels = Channels ?? venue.Channels };
    }
}
