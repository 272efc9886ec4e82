namespace Bourse.Gateway.WebSocket;

/// <summary>An event that is followed on its way, and when it arrived, in nanoseconds since 1970.</summary>
internal sealed record HopSample(long Sequence, long Arrived);
