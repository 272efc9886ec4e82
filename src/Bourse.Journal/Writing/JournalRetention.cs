namespace Bourse.Journal;

/// <summary>Deletes whole segments, oldest first. Any thread.</summary>
internal sealed class JournalRetention(
    IJournalFiles files, JournalOptions options, TimeProvider clock, SegmentCatalog catalog, SegmentFlusher flusher)
{
    private readonly Lock _gate = new();

    public int DeleteBefore(long sequence)
    {
        lock (_gate)
        {
            var firsts = catalog.Firsts();
            var deleted = 0;
            // All records of a segment come before the first of the next.
            while (deleted < firsts.Length - 1 && firsts[deleted + 1] <= sequence && TryDelete(firsts[deleted]))
                deleted++;
            return deleted;
        }
    }

    public int Apply()
    {
        lock (_gate)
        {
            var firsts = catalog.Firsts();
            var keptBytes = TotalBytes(firsts);
            var oldest = OldestKeptNanos();
            var deleted = 0;
            while (deleted < firsts.Length - 1)
            {
                var (bytes, nextBeganAfter) = Measure(firsts[deleted], firsts[deleted + 1]);
                var isTooMuch = options.RetainBytes > 0 && keptBytes > options.RetainBytes;
                var isTooOld = nextBeganAfter < oldest;
                if (!(isTooMuch || isTooOld) || !TryDelete(firsts[deleted]))
                    break;
                keptBytes -= bytes;
                deleted++;
            }
            return deleted;
        }
    }

    private long OldestKeptNanos() => options.RetainDays == 0
        ? long.MinValue
        : (clock.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromDays(options.RetainDays)).Ticks * 100;

    private long TotalBytes(long[] firsts)
    {
        var total = 0L;
        foreach (var first in firsts)
            total += Measure(first, first).Bytes;
        return total;
    }

    // A segment's size, and the time of the last record before another one.
    private (long Bytes, long PreviousTime) Measure(long first, long next)
    {
        var segment = catalog.PinAt(first)!;
        var following = catalog.PinAt(next)!;
        var measured = (segment.Bytes, following.Header.PreviousTime);
        catalog.Unpin(following);
        catalog.Unpin(segment);
        return measured;
    }

    // The index goes first: one that is left alone means that its segment was lost. Each name is gone for certain
    // before the next goes, so that what remains is always a chain.
    private bool TryDelete(long first)
    {
        if (flusher.IsPending(first) || flusher.Fault is not null)
            return false;
        catalog.Remove(first);
        files.Delete(SegmentName.Index(options.Directory, first));
        files.SyncDirectory(options.Directory);
        files.Delete(SegmentName.Segment(options.Directory, first));
        files.SyncDirectory(options.Directory);
        return true;
    }
}
