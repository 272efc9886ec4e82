namespace Bourse.Feeds.Venues;

/// <summary>A venue to follow, as the registry has it. Immutable; two that are equal need no change.</summary>
public sealed record VenueOptions
{
    /// <summary>"KRAKEN": upper case, as in KRAKEN:BTC-USD.</summary>
    public required string Code { get; init; }

    /// <summary>A person's name for it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The protocol it speaks: a name that <see cref="VenueProtocols"/> knows.</summary>
    public required string Protocol { get; init; }

    public bool IsEnabled { get; init; } = true;

    /// <summary>ws:// or wss://.</summary>
    public required Uri Socket { get; init; }

    /// <summary>http:// or https://; null where nothing is asked over REST.</summary>
    public Uri? Rest { get; init; }

    /// <summary>IANA name of the zone whose midnight starts the venue's trading day.</summary>
    public string TimeZone { get; init; } = "Etc/UTC";

    public VenueChannels Channels { get; init; } = VenueChannels.Usual;

    /// <summary>Levels a side, where the venue gives a choice; 0 takes the protocol's default.</summary>
    public int BookDepth { get; init; }

    /// <summary>One trade for each order that took, where the venue gives a choice; else one for each it met.</summary>
    public bool AggregateTrades { get; init; }

    public IReadOnlyList<VenueSymbol> Symbols { get; init; } = [];
}
