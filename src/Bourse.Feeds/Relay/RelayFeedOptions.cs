using System.ComponentModel.DataAnnotations;

namespace Bourse.Feeds.Relay;

/// <summary>Another Bourse to follow.</summary>
public sealed record RelayFeedOptions
{
    /// <summary>"unix:/path/relay.sock" or "tcp:host:port".</summary>
    [Required(AllowEmptyStrings = false)]
    public string Address { get; init; } = "";

    /// <summary>"BHP" or "ASX:BHP"; none means all instruments.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>The first wait after a lost connection; it doubles with each failure.</summary>
    [Range(10, 60_000)]
    public int ReconnectMillisMin { get; init; } = 250;

    [Range(10, 600_000)]
    public int ReconnectMillisMax { get; init; } = 30_000;
}
