namespace Bourse.Ticks;

/// <summary>
/// Lets any number of readers copy what one writer changes in place, without either waiting for a lock: a reader
/// whose copy overlapped a change sees that the version moved, and copies again.
/// </summary>
internal sealed class SequenceLock
{
    // Odd while a change is under way.
    private long _version;

    /// <summary>Writer only; always followed by <see cref="EndWrite"/>.</summary>
    public void BeginWrite()
    {
        _version++;
        Volatile.WriteBarrier();
    }

    public void EndWrite() => Volatile.Write(ref _version, _version + 1);

    /// <summary>The version to copy under; waits out a change in progress.</summary>
    public long BeginRead()
    {
        var version = Volatile.Read(ref _version);
        if ((version & 1) == 0)
            return version;
        var spin = default(SpinWait);
        do
        {
            // The writer may have lost its core in the middle of a change: yield, but never sleep a millisecond.
            spin.SpinOnce(sleep1Threshold: -1);
            version = Volatile.Read(ref _version);
        }
        while ((version & 1) != 0);
        return version;
    }

    /// <summary>
    /// True when nothing changed since <see cref="BeginRead"/>: what was copied in between is consistent.
    /// </summary>
    public bool IsUnchanged(long version)
    {
        Volatile.ReadBarrier();
        return Volatile.Read(ref _version) == version;
    }
}
