using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.Relay;

/// <summary>The binary stream of the tape for other programs and for other Bourses.</summary>
public sealed record RelayOptions
{
    /// <summary>Listen on the socket relay.sock in the data directory.</summary>
    public bool Unix { get; init; } = true;

    /// <summary>Also listen on TCP, e.g. "tcp:127.0.0.1:8081"; empty for no. Neither encrypted nor authenticated.</summary>
    public string Tcp { get; init; } = "";

    /// <summary>Subscribers at once; the next one is refused with the reason.</summary>
    [Range(1, 4096)]
    public int SubscribersMax { get; init; } = 64;

    /// <summary>How long a subscriber may take nothing at all before it is dropped.</summary>
    [Range(1, 3600)]
    public int StalledSecondsMax { get; init; } = 60;

    /// <summary>Poll for new records instead of sleeping: less latency, one core a subscriber.</summary>
    public bool Spin { get; init; }
}
