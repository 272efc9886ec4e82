using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>A clock of the past: it began at a moment of the venue's when it was made, and goes at a speed.</summary>
internal sealed class Pace(PlayRequest play, TimeProvider clock)
{
    private readonly long _begun = clock.GetTimestamp();

    /// <summary>The moment that it began with.</summary>
    public Timestamp At => play.At;

    /// <summary>What the clock of the past shows, in nanoseconds since 1970.</summary>
    public long Now
    {
        get
        {
            var passed = clock.GetElapsedTime(_begun).TotalSeconds * play.Speed * Timestamp.PerSecond;
            return (long)Int128.Min((Int128)play.At.Nanoseconds + (Int128)passed, long.MaxValue);
        }
    }

    /// <summary>How long until the past comes to that time; nothing or less when it has come to it.</summary>
    public TimeSpan Until(Timestamp time)
    {
        var ahead = (double)((Int128)time.Nanoseconds - play.At.Nanoseconds) / Timestamp.PerSecond;
        if (ahead <= 0)
            return TimeSpan.Zero;
        var seconds = ahead / play.Speed;
        return seconds >= TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.MaxValue
            : TimeSpan.FromSeconds(seconds) - clock.GetElapsedTime(_begun);
    }
}
