using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>From when, on the venue's clock, and how fast a channel plays the past.</summary>
/// <param name="Speed">How many times as fast as it was, 0 to <see cref="SpeedMax"/>; 0 stands still.</param>
internal readonly record struct PlayRequest(Timestamp At, double Speed)
{
    public const double SpeedMax = 10_000;
}
