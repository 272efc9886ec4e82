using Bourse.Journal;

namespace Bourse.Tape;

/// <summary>How the tape's thread waits for feeds: a feed pays a fence and one read unless the thread is asleep.</summary>
internal sealed class TapeSleep : IDisposable
{
    private const int SpinsBeforeSleep = 50;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(50);

    private readonly AutoResetEvent _woken = new(initialState: false);
    private bool _isAsleep;

    /// <summary>Returns when there may be work; the tape's thread.</summary>
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

    /// <summary>Called after each event is published, from any thread.</summary>
    public void Wake()
    {
        // The published event must be seen before the flag is read, or both sides could miss each other.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isAsleep))
            _woken.Set();
    }

    public void Dispose() => _woken.Dispose();
}
