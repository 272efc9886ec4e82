namespace Bourse.Records;

/// <summary>Something a user wants to be told of once it is so on the tape.</summary>
public sealed class Alert : IOwnedRow
{
    public long Id { get; init; }

    public required string User { get; init; }

    /// <summary>One instrument, venue included: "ASX:BHP".</summary>
    public required string Symbol { get; set; }

    public AlertKind Kind { get; set; }

    /// <summary>In 10⁻⁸: a price, a percentage, a volume, or a spread in percent of the middle.</summary>
    public long Threshold { get; set; }

    /// <summary>Of percent and volume: over so many seconds; else 0.</summary>
    public int WindowSeconds { get; set; }

    /// <summary>In 10⁻⁸ of a percent: how far the value must come back before the alert can fire again.</summary>
    public long Hysteresis { get; set; }

    /// <summary>Fires anew once the value has come back; else only ever once.</summary>
    public bool IsRepeating { get; set; }

    /// <summary>Where to post it as well; null nowhere.</summary>
    public string? Webhook { get; set; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>It has fired, and the value has not come back since.</summary>
    public bool HasFired { get; set; }

    /// <summary>
    /// The tape's last event when the alert was made or changed: it looks at those after it, so that what is read later
    /// but was on the tape before fires nothing.
    /// </summary>
    public long Since { get; set; }

    /// <summary>Counts its changes: what was seen in terms that have changed since is not recorded.</summary>
    public int Version { get; set; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Created { get; init; }
}
