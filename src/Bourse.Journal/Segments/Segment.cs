namespace Bourse.Journal;

/// <summary>
/// A segment in memory: a mapped file, or memory laid out like one. Cursors and the writer pin it through the
/// <see cref="SegmentCatalog"/>, which unmaps it when nobody does. The writer's thread alone appends and publishes.
/// </summary>
internal sealed unsafe class Segment : IDisposable
{
    private readonly MappedRegion _region;
    private Segment? _continuation;
    private SegmentIndex? _index;
    private int _end = SegmentHeader.RecordsAt;
    private int _sealOffset;
    private long _lastSequence;

    public Segment(MappedRegion region, string path, SegmentHeader header)
    {
        _region = region;
        Path = path;
        Header = header;
        Seed = Checksum.Seed(header.JournalId);
        _lastSequence = header.FirstSequence - 1;
    }

    public string Path { get; }

    public SegmentHeader Header { get; }

    public long FirstSequence => Header.FirstSequence;

    public int Bytes => _region.Bytes;

    public byte* Start => _region.Start;

    public MappedRegion Region => _region;

    public bool IsMemory => _region.Path.Length == 0;

    /// <summary>The register with which the journal's checksums begin.</summary>
    public uint Seed { get; }

    /// <summary>How many cursors and writers stand in it. Read and changed under the catalog's lock.</summary>
    public int Pins { get; set; }

    /// <summary>Whether its name and its header have been synced. Belongs to the flusher's thread.</summary>
    public bool IsBeginningDurable { get; set; }

    /// <summary>The end of what has been synced. Belongs to the flusher's thread.</summary>
    public int SyncedEnd { get; set; }

    /// <summary>The segment that has the same records at the same offsets and goes on where this one stopped.</summary>
    public Segment? Continuation
    {
        get => Volatile.Read(ref _continuation);
        set => Volatile.Write(ref _continuation, value);
    }

    /// <summary>The sparse index; null until it is loaded or built.</summary>
    public SegmentIndex? Index
    {
        get => Volatile.Read(ref _index);
        set => Volatile.Write(ref _index, value);
    }

    /// <summary>The end of what the writer has published, its seal included.</summary>
    public int End => Volatile.Read(ref _end);

    /// <summary>Where the seal begins; 0 as long as there is none. Written before the end that includes it.</summary>
    public int SealOffset => Volatile.Read(ref _sealOffset);

    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Tells other threads how far the segment reaches now.</summary>
    public void Publish(int end, long lastSequence)
    {
        Volatile.Write(ref _end, end);
        Volatile.Write(ref _lastSequence, lastSequence);
    }

    public void PublishSeal(int offset)
    {
        Volatile.Write(ref _sealOffset, offset);
        Volatile.Write(ref _end, offset + Seal.Bytes);
    }

    /// <summary>Looks at the record at an offset; sees no fault only in one that is whole and has its place.</summary>
    public RecordFault Check(int offset, long expectedSequence)
    {
        if (offset > Bytes - RecordLayout.HeaderBytes)
            return RecordFault.Length;
        var record = Start + offset;
        var length = Volatile.Read(ref *(uint*)record);
        if (length == 0)
            return RecordFault.Empty;
        if (length < RecordLayout.HeaderBytes || length > (uint)(Bytes - offset))
            return RecordFault.Length;
        if (Checksum.OfRecord(Seed, record, RecordLayout.Padded((int)length)) != *(uint*)(record + RecordLayout.Crc))
            return RecordFault.Checksum;
        var isSeal = *(ushort*)(record + RecordLayout.Type) == RecordLayout.SealType;
        if (isSeal && length != Seal.Bytes)
            return RecordFault.Reserved;
        var sequence = *(long*)(record + RecordLayout.Sequence);
        return sequence == expectedSequence - (isSeal ? 1 : 0) ? RecordFault.None : RecordFault.Sequence;
    }

    public string Describe(RecordFault fault, int offset) => fault switch
    {
        RecordFault.Empty => "the record is missing (its length is 0)",
        RecordFault.Length => "the length cannot be right",
        RecordFault.Checksum => "the checksum is wrong",
        RecordFault.Sequence => $"the record has sequence {*(long*)(Start + offset + RecordLayout.Sequence)}",
        RecordFault.Time => "the time is before that of the record before it",
        RecordFault.Reserved => "the type is reserved for seals",
        RecordFault.Seal => "the seal does not agree with the records before it: one of them was replaced",
        _ => "nothing is wrong",
    };

    public void Dispose() => _region.Dispose();
}
