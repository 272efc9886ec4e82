using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.Watching;

/// <summary>Where firings may be posted, and how patiently.</summary>
public sealed record WebhookOptions
{
    /// <summary>
    /// Prefixes of addresses that may be posted to, as "https://hooks.example.com/bourse" or "http://10.0.0.5:9000". None by
    /// default. An address that is given as digits here may be a private one.
    /// </summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>
    /// Private networks that the names in <see cref="Allowed"/> may stand for, as "10.0.0.0/8"; none by default.
    /// </summary>
    public IReadOnlyList<string> PrivateNetworks { get; init; } = [];

    /// <summary>How long one attempt may take, in seconds.</summary>
    [Range(1, 60)]
    public int AttemptSecondsMax { get; init; } = 5;

    [Range(1, 100)]
    public int AttemptsMax { get; init; } = 12;

    /// <summary>The wait after the first attempt that failed, in seconds; each is twice the one before.</summary>
    [Range(1, 3_600)]
    public int RetrySeconds { get; init; } = 2;

    /// <summary>The longest wait between attempts, in seconds.</summary>
    [Range(1, 86_400)]
    public int RetrySecondsMax { get; init; } = 1_800;

    /// <summary>Attempts at a time.</summary>
    [Range(1, 1_000)]
    public int ConcurrentMax { get; init; } = 32;

    /// <summary>Attempts at a time to one host, so that a slow one does not hold up others.</summary>
    [Range(1, 1_000)]
    public int ConcurrentPerHostMax { get; init; } = 4;
}
