using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.WebSocket;

/// <summary>What a WebSocket client may take, and what happens when it takes more.</summary>
public sealed record WebSocketLimits
{
    /// <summary>Clients at once; the next one is answered 503.</summary>
    [Range(1, 1_000_000)]
    public int ClientsMax { get; init; } = 10_000;

    /// <summary>Connections of one user at once, over all its keys; the next one is answered 429.</summary>
    [Range(1, 1_000_000)]
    public int SocketsPerUserMax { get; init; } = 100;

    /// <summary>Connections from one address at once; the next one is answered 429. In IPv6 an address is a /64.</summary>
    [Range(1, 1_000_000)]
    public int SocketsPerAddressMax { get; init; } = 10_000;

    /// <summary>Channels that one client has joined; the next join is refused.</summary>
    [Range(1, 10_000)]
    public int ChannelsMax { get; init; } = 256;

    /// <summary>Symbols named by one channel; a larger set is refused. A channel of all symbols has no set.</summary>
    [Range(1, 1_000_000)]
    public int SymbolsMax { get; init; } = 1_000;

    /// <summary>
    /// Messages from one client in one second; each further one is refused, ten times as many close with 1008.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MessagesPerSecondMax { get; init; } = 100;

    /// <summary>Bytes of one message from a client; a larger one closes with 1009.</summary>
    [Range(256, 16 << 20)]
    public int MessageBytesMax { get; init; } = 64 << 10;

    /// <summary>Frames that wait for one client; beyond it the client is conflated.</summary>
    [Range(1_024, 10_000_000)]
    public int OutboxFramesMax { get; init; } = 16_384;

    /// <summary>
    /// Kilobytes that wait for one client; beyond it the client is conflated. Frames are shared by clients.
    /// </summary>
    [Range(64, 1 << 20)]
    public int OutboxKilobytesMax { get; init; } = 4_096;

    /// <summary>Seconds without any message from a client; then it is closed with 1002.</summary>
    [Range(1, 86_400)]
    public int HeartbeatSecondsMax { get; init; } = 60;

    /// <summary>
    /// Seconds that a client may be behind, or take nothing at all; then it is told and closed with 4008.
    /// </summary>
    [Range(1, 3_600)]
    public int BehindSecondsMax { get; init; } = 10;

    /// <summary>Seconds that a client being closed has to take the reason; then the connection is cut.</summary>
    [Range(1, 60)]
    public int CloseSecondsMax { get; init; } = 2;

    /// <summary>Times in a second, at most, that `stock:ticker` tells where an instrument stands.</summary>
    [Range(1, 60)]
    public int TickersPerSecond { get; init; } = 10;

    /// <summary>
    /// Events that a book or bar channel may read to rebuild the state before a past position; else refused.
    /// </summary>
    [Range(0, long.MaxValue)]
    public long RebuildEventsMax { get; init; } = 100_000_000;

    /// <summary>Events of the blotter that a channel of orders may begin before the last; else refused.</summary>
    [Range(0, long.MaxValue / 2)]
    public long ReplayEventsMax { get; init; } = 50_000_000;

    /// <summary>Seconds for which orders are tried to be cancelled whose client's connection has ended.</summary>
    [Range(1, 600)]
    public int CancelSecondsMax { get; init; } = 10;

    /// <summary>
    /// Origins of browser pages that may connect beside those of the same host, e.g. "https://example.com"; "*" lets
    /// every page in. A client that sends no origin is not a browser and may connect.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    internal long OutboxBytesMax => OutboxKilobytesMax * 1024L;
}
