namespace Bourse.Journal;

/// <summary>
/// The sparse index of one segment: the first record of about each 64 KiB, ascending. The writer's thread adds;
/// any thread finds. A segment's first record is its first entry.
/// </summary>
internal sealed class SegmentIndex
{
    public const int StrideBytes = 64 << 10;
    private readonly IndexEntry[] _entries;
    private int _count;

    public SegmentIndex(int segmentBytes) => _entries = new IndexEntry[(segmentBytes / StrideBytes) + 1];

    public SegmentIndex(IndexEntry[] entries)
    {
        _entries = entries;
        _count = entries.Length;
    }

    /// <summary>The next record that begins here or later gets an entry. For the writer's thread.</summary>
    public int NextOffset { get; private set; } = SegmentHeader.RecordsAt;

    public ReadOnlySpan<IndexEntry> Entries => _entries.AsSpan(0, Volatile.Read(ref _count));

    public void Add(long sequence, long time, int offset)
    {
        _entries[_count] = new IndexEntry(sequence, time, offset);
        Volatile.Write(ref _count, _count + 1);
        NextOffset = ((offset / StrideBytes) + 1) * StrideBytes;
    }

    /// <summary>The last entry at or before a sequence; null when there is none.</summary>
    public IndexEntry? AtOrBefore(long sequence)
    {
        var entries = Entries;
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Sequence <= sequence)
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? null : entries[low - 1];
    }

    /// <summary>The last entry before a time; null when there is none.</summary>
    public IndexEntry? Before(long time)
    {
        var entries = Entries;
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (entries[middle].Time < time)
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? null : entries[low - 1];
    }
}
