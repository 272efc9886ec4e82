namespace Bourse.Gateway.Auth;

/// <summary>Wrong secrets in a row, and until when no more are looked at. One lock each.</summary>
internal sealed class Attempts
{
    // A doubling more than so often is past every cap.
    private const int DoublingsMax = 20;

    private long _lockedUntil;
    private int _failures;

    /// <summary>When the last one was, in milliseconds of the clock.</summary>
    public long Last { get; private set; }

    public long LockedUntil => Volatile.Read(ref _lockedUntil);

    public void Add(long now, int failuresFree, int lockSecondsMax)
    {
        lock (this)
        {
            Last = now;
            _failures++;
            var over = _failures - failuresFree;
            if (over < 0)
                return;
            var seconds = Math.Min(lockSecondsMax, 1 << Math.Min(over, DoublingsMax));
            Volatile.Write(ref _lockedUntil, now + (seconds * 1000L));
        }
    }
}
