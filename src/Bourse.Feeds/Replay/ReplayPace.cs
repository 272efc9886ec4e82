using Bourse.Market;

namespace Bourse.Feeds.Replay;

/// <summary>Lets a tape's times pass at a multiple of the clock's speed, from the first asked for. One thread.</summary>
internal sealed class ReplayPace(double speed, TimeProvider clock)
{
    private Timestamp? _first;
    private long _startedAt;

    /// <summary>Returns when that time has come; at once when the speed is 0 or the time lies back.</summary>
    public void WaitFor(Timestamp time, CancellationToken stopping)
    {
        if (speed == 0)
            return;
        if (_first is null)
            (_first, _startedAt) = (time, clock.GetTimestamp());
        var ahead = (double)((Int128)time.Nanoseconds - _first.Value.Nanoseconds) / speed;
        var due = TimeSpan.FromTicks((long)Math.Min(ahead / 100, long.MaxValue / 2));
        while (due - clock.GetElapsedTime(_startedAt) is var wait && wait > TimeSpan.Zero)
            clock.Sleep(wait, stopping);
    }
}
