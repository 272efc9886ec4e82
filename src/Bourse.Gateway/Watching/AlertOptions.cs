using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.Watching;

/// <summary>How many watchlists and alerts there may be, and how alerts follow the tape.</summary>
public sealed record AlertOptions
{
    /// <summary>Alerts of all users together.</summary>
    [Range(0, 1_000_000)]
    public int AlertsMax { get; init; } = 20_000;

    [Range(0, 10_000)]
    public int AlertsPerUserMax { get; init; } = 200;

    [Range(0, 10_000)]
    public int ListsPerUserMax { get; init; } = 50;

    [Range(1, 200)]
    public int SymbolsPerListMax { get; init; } = 200;

    /// <summary>
    /// Events of the tape that are read late after a start; where more have come since, alerts begin with what comes now.
    /// </summary>
    [Range(0, 1_000_000_000)]
    public int BehindMax { get; init; } = 10_000_000;

    /// <summary>Events read again at a start to fill the windows of alerts.</summary>
    [Range(0, 1_000_000_000)]
    public int WindowEventsMax { get; init; } = 5_000_000;

    /// <summary>What alerts did that waits for the database; reading the tape pauses beyond it.</summary>
    [Range(1, 1_000_000)]
    public int PendingMax { get; init; } = 10_000;

    /// <summary>Firings that are kept, of all users together; the oldest go first, but none whose webhook waits.</summary>
    [Range(1_000, 1_000_000_000)]
    public int FiringsMax { get; init; } = 1_000_000;

    public WebhookOptions Webhooks { get; init; } = new();
}
