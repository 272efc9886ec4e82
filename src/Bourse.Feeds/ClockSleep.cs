namespace Bourse.Feeds;

/// <summary>Sleeps by a clock that may be a test's.</summary>
internal static class ClockSleep
{
    // Timers take no longer waits than some weeks.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Sleeps so long, rounded up to a millisecond, but at most a day: ask again whether it was enough.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Sleep(this TimeProvider clock, TimeSpan wait, CancellationToken stopping)
    {
        // A delay is cut to whole milliseconds: without rounding up it would end early, the last part without sleep.
        var millis = Math.Ceiling((wait < LongestWait ? wait : LongestWait).TotalMilliseconds);
        Task.Delay(TimeSpan.FromMilliseconds(millis), clock, stopping).GetAwaiter().GetResult();
    }
}
