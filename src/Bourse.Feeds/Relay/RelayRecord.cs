using Bourse.Market;

namespace Bourse.Feeds.Relay;

/// <summary>A record of another Bourse's tape; the payload is valid until the next one is read.</summary>
public readonly ref struct RelayRecord
{
    public required long Sequence { get; init; }

    /// <summary>When the server's tape wrote it, nanoseconds since 1970.</summary>
    public required long Time { get; init; }

    public required MarketEventType Type { get; init; }

    public required ReadOnlySpan<byte> Payload { get; init; }
}
