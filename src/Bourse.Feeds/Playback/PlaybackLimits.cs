using System.ComponentModel.DataAnnotations;

namespace Bourse.Feeds.Playback;

/// <summary>What a client that plays the past may take.</summary>
public sealed record PlaybackLimits
{
    /// <summary>Clients at once, each of which reads the past by itself; the next one is answered 503.</summary>
    [Range(0, 10_000)]
    public int ClientsMax { get; init; } = 16;

    /// <summary>Channels of instruments that one client is subscribed to; more are refused.</summary>
    [Range(1, 1_000_000)]
    public int SubscriptionsMax { get; init; } = 1_000;

    /// <summary>Bytes of one message from a client; a larger one closes with 1009.</summary>
    [Range(256, 16 << 20)]
    public int MessageBytesMax { get; init; } = 64 << 10;

    /// <summary>Seconds that a client may take nothing while frames wait for it; then the connection is cut.</summary>
    [Range(1, 86_400)]
    public int StalledSecondsMax { get; init; } = 300;
}
