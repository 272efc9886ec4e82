using System.Diagnostics;

namespace Bourse.Journal;

/// <summary>Wakes those who wait for the writer. While nobody waits it costs the writer one read of memory.</summary>
internal sealed class CommitSignal
{
    // A batch whose end was never committed is noticed after this time all the same.
    private const int RecheckMillis = 100;
    private readonly object _gate = new();
    private int _waiters;

    /// <summary>For the writer's thread, after it has published.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _waiters) != 0)
            WakeAll();
    }

    public void WakeAll()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>Sleeps until ready, and returns true; false when the time is over or the token is cancelled.</summary>
    public bool Wait(Func<bool> isReady, TimeSpan timeout, CancellationToken stopping)
    {
        var since = Stopwatch.GetTimestamp();
        using var registration = stopping.UnsafeRegister(
            static signal => ((CommitSignal)signal!).WakeAll(), this);
        lock (_gate)
        {
            _waiters++;
            // Pairs with the plain read in Wake: after this barrier either the writer sees the waiter,
            // or the waiter sees what the writer has published.
            Interlocked.MemoryBarrierProcessWide();
            try
            {
                return Sleep(isReady, timeout, since, stopping);
            }
            finally
            {
                _waiters--;
            }
        }
    }

    private bool Sleep(Func<bool> isReady, TimeSpan timeout, long since, CancellationToken stopping)
    {
        while (!isReady())
        {
            var left = timeout == Timeout.InfiniteTimeSpan
                ? RecheckMillis
                : (timeout - Stopwatch.GetElapsedTime(since)).TotalMilliseconds;
            if (left <= 0 || stopping.IsCancellationRequested)
                return false;
            Monitor.Wait(_gate, (int)Math.Ceiling(Math.Min(left, RecheckMillis)));
        }
        return true;
    }
}
