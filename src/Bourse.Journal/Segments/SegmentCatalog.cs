namespace Bourse.Journal;

/// <summary>
/// The segments of one journal, by first sequence, and those of them that are mapped. The writer's catalog is kept by
/// its writer; a catalog of another process's journal follows the folder. Any thread; a pinned segment stays
/// mapped, even when its file is deleted.
/// </summary>
internal sealed class SegmentCatalog(IJournalFiles files, string directory, bool isFollowing)
{
    private readonly Lock _gate = new();
    private readonly SortedList<long, Segment?> _segments = [];
    private bool _savesIndexes = !isFollowing;
    private long? _journalId;

    public string Directory => directory;

    /// <summary>Whether an index that had to be made again may be written to disk.</summary>
    public bool SavesIndexes
    {
        get => Volatile.Read(ref _savesIndexes);
        set => Volatile.Write(ref _savesIndexes, value);
    }

    /// <summary>The first sequences of all segments, ascending.</summary>
    public long[] Firsts()
    {
        lock (_gate)
        {
            Follow();
            return [.. _segments.Keys];
        }
    }

    /// <summary>The first sequence of the oldest segment; 1 when there is none yet.</summary>
    public long FirstSequence
    {
        get
        {
            lock (_gate)
            {
                Follow();
                return _segments.Count == 0 ? 1 : _segments.Keys[0];
            }
        }
    }

    /// <summary>Enters a segment that the caller already has pinned once.</summary>
    public void Add(Segment segment)
    {
        lock (_gate)
        {
            segment.Pins++;
            _segments[segment.FirstSequence] = segment;
        }
    }

    /// <summary>Enters a segment that lies in its file only.</summary>
    public void AddFile(long firstSequence)
    {
        lock (_gate)
            _segments.Add(firstSequence, null);
    }

    /// <summary>Forgets a segment; whoever has it pinned keeps it.</summary>
    public void Remove(long firstSequence)
    {
        lock (_gate)
            _segments.Remove(firstSequence);
    }

    /// <summary>Pins the segment that holds a sequence, or that will; null when the journal has no segment.</summary>
    public Segment? PinHolding(long sequence)
    {
        lock (_gate)
        {
            Follow();
            var place = PlaceOf(sequence);
            return place < 0 ? null : Pin(_segments.Keys[place]);
        }
    }

    /// <summary>Pins the segment that begins with a sequence; null when there is none (yet).</summary>
    public Segment? PinAt(long firstSequence)
    {
        lock (_gate)
        {
            if (!_segments.ContainsKey(firstSequence))
            {
                if (!isFollowing || !File.Exists(SegmentName.Segment(directory, firstSequence)))
                    return null;
                _segments.Add(firstSequence, null);
            }
            return Pin(firstSequence);
        }
    }

    /// <summary>Pins a segment that the caller knows to be pinned already.</summary>
    public void PinAgain(Segment segment)
    {
        lock (_gate)
            segment.Pins++;
    }

    public void Unpin(Segment segment)
    {
        lock (_gate)
        {
            segment.Pins--;
            if (segment.Pins > 0)
                return;
            if (_segments.TryGetValue(segment.FirstSequence, out var current) && current == segment)
                _segments[segment.FirstSequence] = null;
            segment.Dispose();
        }
    }

    /// <summary>Whether a later segment is there, so that this one is complete.</summary>
    public bool HasLater(Segment segment)
    {
        lock (_gate)
            return _segments.Count > 0 && _segments.Keys[^1] > segment.FirstSequence;
    }

    /// <summary>
    /// The sparse index of a complete segment, loaded or made; that of an incomplete one if there is one.
    /// </summary>
    public SegmentIndex? IndexOf(Segment segment)
    {
        if (segment.Index is not null || !HasLater(segment))
            return segment.Index;
        var path = SegmentName.Index(directory, segment.FirstSequence);
        var entries = files.ReadSmall(path) is { } bytes ? IndexLayout.TryDecode(bytes, segment.Header) : null;
        if (entries is not null)
            return segment.Index = new SegmentIndex(entries);
        var index = new SegmentIndex(segment.Bytes);
        var isWhole = SegmentScan.Run(segment, index).End == ScanEnd.Sealed;
        if (isWhole && SavesIndexes)
            TrySaveIndex(segment, index);
        return segment.Index = index;
    }

    /// <summary>
    /// Writes the index of a sealed segment; one that cannot be written is made again when it is needed.
    /// </summary>
    public void TrySaveIndex(Segment segment, SegmentIndex index)
    {
        try
        {
            files.WriteSmall(
                SegmentName.Index(directory, segment.FirstSequence), IndexLayout.Encode(segment.Header, index.Entries));
        }
        catch (IOException)
        {
            // Nothing is lost: an index that is missing costs its next reader some milliseconds.
        }
    }

    private Segment Pin(long firstSequence)
    {
        var segment = _segments[firstSequence] ?? Open(firstSequence);
        segment.Pins++;
        return segment;
    }

    private Segment Open(long firstSequence)
    {
        var segment = SegmentFile.Open(files, directory, firstSequence, isWritable: false);
        _journalId ??= segment.Header.JournalId;
        if (segment.Header.JournalId != _journalId)
        {
            segment.Dispose();
            throw SegmentFile.Foreign(segment.Path);
        }
        _segments[firstSequence] = segment;
        return segment;
    }

    private int PlaceOf(long sequence)
    {
        var (low, high) = (0, _segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_segments.Keys[middle] <= sequence)
                low = middle + 1;
            else
                high = middle;
        }
        return low == 0 ? Math.Min(0, _segments.Count - 1) : low - 1;
    }

    // Names may come and go at any time: what is listed here can be gone when it is opened.
    private void Follow()
    {
        if (!isFollowing)
            return;
        var firsts = SegmentName.ListFirsts(files, directory);
        for (var place = _segments.Count - 1; place >= 0; place--)
        {
            if (firsts.BinarySearch(_segments.Keys[place]) < 0)
                _segments.RemoveAt(place);
        }
        foreach (var first in firsts)
            _segments.TryAdd(first, null);
    }
}
