namespace Bourse.Journal;

/// <summary>
/// How a thread that works for many others waits for them: each pays a fence and one read unless it is asleep.
/// </summary>
public sealed class LoopSleep : IDisposable
{
    private const int SpinsBeforeSleep = 50;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    private readonly AutoResetEvent _woken = new(initialState: false);
    private bool _isAsleep;

    /// <summary>Returns when there may be work, at the latest after 50 ms; the thread that works.</summary>
    public void Wait(WaitStrategy strategy, Func<bool> hasWork, CancellationToken stopping)
    {
        if (strategy == WaitStrategy.Spin)
        {
            Thread.SpinWait(10);
            return;
        }

        if (strategy == WaitStrategy.Yield)
        {
            Thread.Yield();
            return;
        }

        for (var spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (hasWork() || stopping.IsCancellationRequested)
                return;
            Thread.SpinWait(20);
        }

        Volatile.Write(ref _isAsleep, true);
        Interlocked.MemoryBarrier();
        if (!hasWork() && !stopping.IsCancellationRequested)
            _woken.WaitOne(LongestSleep);
        Volatile.Write(ref _isAsleep, false);
    }

    /// <summary>Called after each piece of work is handed over, from any thread.</summary>
    public void Wake()
    {
        // What was handed over must be seen before the flag is read, or both sides could miss each other.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isAsleep))
            _woken.Set();
    }

    public void Dispose() => _woken.Dispose();
}
