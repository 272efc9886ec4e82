namespace Bourse.Journal;

/// <summary>
/// Decides where the next record lies: in the segment's file, in the next file, or in memory while the disk refuses.
/// All but what is said to be elsewhere runs on the writer's thread.
/// </summary>
internal sealed class SegmentRoll : IDisposable
{
    private readonly IJournalFiles _files;
    private readonly JournalOptions _options;
    private readonly TimeProvider _clock;
    private readonly SegmentCatalog _catalog;
    private readonly SegmentAppender _appender;
    private readonly SegmentFlusher _flusher;
    private readonly SegmentStager _stager;
    private readonly OverflowQueue _overflow;
    private bool _needsAttention;
    private long _heldFrom = long.MaxValue;

    public SegmentRoll(
        IJournalFiles files, JournalOptions options, TimeProvider clock, SegmentCatalog catalog,
        SegmentAppender appender, SegmentFlusher flusher)
    {
        _files = files;
        _options = options;
        _clock = clock;
        _catalog = catalog;
        _appender = appender;
        _flusher = flusher;
        _overflow = new OverflowQueue(files, options.Directory, catalog, flusher);
        _stager = new SegmentStager(files, options) { BeforeStaging = WriteOutOverflow, Staged = OnStaged };
        flusher.Failed = OnSyncFailed;
    }

    public JournalCondition Condition { get; } = new();

    /// <summary>Whether something happened on another thread that the writer must see to.</summary>
    public bool NeedsAttention => Volatile.Read(ref _needsAttention);

    /// <summary>The last sequence that lies in a file, and so survives a killed process. Any thread.</summary>
    public long LastInFiles => Math.Min(Volatile.Read(ref _heldFrom) - 1, _appender.LastSequence);

    public void Start() => _stager.Start();

    /// <summary>Makes the next file ready; for a journal without threads.</summary>
    public void Stage() => _stager.Stage();

    /// <summary>Goes over to memory after a failed sync, or back to a file when the disk takes records again.</summary>
    public void Attend()
    {
        Interlocked.Exchange(ref _needsAttention, false);
        if (_flusher.Fault is { } fault)
            LeaveFiles(fault);
        else if (_appender.Segment.IsMemory)
            ReturnToFiles();
    }

    /// <summary>Throws when no record may be written any more because a sync has failed.</summary>
    public void ThrowIfFailed()
    {
        if (_flusher.Fault is { } fault && !_appender.Segment.IsMemory)
            throw Refusal(fault);
    }

    /// <summary>
    /// Seals the segment and goes on in the next; throws when there is neither disk nor memory for it.
    /// </summary>
    public void Roll()
    {
        if (!_appender.Segment.IsMemory && _stager.Take() is { } region && TryRollTo(region))
            return;
        var reason = _flusher.Fault ?? _stager.Failure ?? Condition.Reason ?? "the journal is closing";
        var held = _overflow.Count + (_appender.Segment.IsMemory ? 1 : 0);
        if (held >= _options.OverflowSegmentsMax)
        {
            Condition.Become(JournalState.ReadOnly, reason);
            // The stager may have found space before it could see that anyone had missed it.
            if (_stager.IsReady)
                OnStaged();
            throw Refusal(reason);
        }
        RollToMemory(reason);
    }

    /// <summary>Stops the background threads, bringing to disk what can be.</summary>
    public void Dispose()
    {
        _stager.Dispose();
        if (_flusher.Fault is null && _appender.Segment.IsMemory)
            TryWriteOutAll();
        _flusher.Dispose();
        Volatile.Write(ref _needsAttention, true);
        Condition.Become(JournalState.ReadOnly, "the journal is closed");
    }

    private JournalReadOnlyException Refusal(string reason) =>
        new($"Journal {_options.DisplayName} is read-only: {reason}");

    private SegmentHeader NextHeader() =>
        _appender.NextHeader(_options.SegmentBytes, Nanos(_clock.GetUtcNow()));

    private static long Nanos(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    private bool TryRollTo(MappedRegion region)
    {
        var header = NextHeader();
        if (!TryPlace(region, header))
            return false;
        Enter(new Segment(region, region.Path, header));
        Condition.Become(JournalState.Writable, null);
        return true;
    }

    private void RollToMemory(string reason)
    {
        var header = NextHeader();
        var sealedSegment = _appender.Segment;
        var region = MappedRegion.InMemory(header.SegmentBytes);
        header.Write(region.Content);
        Enter(new Segment(region, SegmentName.Segment(_options.Directory, header.FirstSequence), header));
        if (sealedSegment.IsMemory)
            _overflow.Enqueue(sealedSegment);
        else
            HoldFrom(header.FirstSequence);
        Condition.Become(JournalState.Overflow, reason);
    }

    private bool TryPlace(MappedRegion region, SegmentHeader header)
    {
        header.Write(region.Content);
        try
        {
            _files.Rename(region, SegmentName.Segment(_options.Directory, header.FirstSequence));
            return true;
        }
        catch (IOException failure)
        {
            _stager.Reject(region, failure.Message);
            return false;
        }
    }

    // Readers leave a sealed segment for the next, so the next must be there before the seal is.
    private void Enter(Segment next)
    {
        _catalog.Add(next);
        _appender.MoveOn(next);
        _flusher.Add(next);
    }

    private void HoldFrom(long sequence) => Volatile.Write(ref _heldFrom, sequence);

    private void LeaveFiles(string fault)
    {
        Volatile.Write(ref _needsAttention, true);
        _stager.Stop();
        _catalog.SavesIndexes = false;
        var segment = _appender.Segment;
        if (segment.IsMemory || _options.OverflowSegmentsMax == 0)
            return;
        var region = MappedRegion.InMemory(segment.Bytes);
        segment.Header.Write(region.Content);
        GoOnIn(new Segment(region, segment.Path, segment.Header));
        HoldFrom(_appender.LastSequence + 1);
        Condition.Become(JournalState.Overflow, fault);
    }

    private void ReturnToFiles()
    {
        if (_stager.TryTake() is not { } region)
            return;
        if (_overflow.Count > 0)
            _stager.Reject(region, "older records in memory must be written first");
        else
            ReturnTo(region);
    }

    private void ReturnTo(MappedRegion region)
    {
        var header = _appender.Segment.Header;
        if (!TryPlace(region, header))
            return;
        GoOnIn(new Segment(region, region.Path, header));
        HoldFrom(long.MaxValue);
        if (_options.Durability == Durability.Os)
            _flusher.Position.Advance(_appender.LastSequence);
        Condition.Become(JournalState.Writable, null);
    }

    private void GoOnIn(Segment copy)
    {
        var old = _appender.Segment;
        _appender.CopyTo(copy);
        _catalog.Add(copy);
        // The flusher lets the old one go, which may unmap it: the appender must have left it by then.
        _appender.GoOnIn(copy);
        _flusher.Replace(old, copy);
    }

    private void TryWriteOutAll()
    {
        try
        {
            _overflow.WriteOut();
            ReturnTo(_files.Create(SegmentName.Spare(_options.Directory, 0), _options.SegmentBytes));
        }
        catch (IOException)
        {
            // The disk still refuses. What lies in memory was never durable, and ends with the process.
        }
    }

    // On the stager's thread.
    private void WriteOutOverflow()
    {
        _overflow.WriteOut();
        if (_options.OverflowSegmentsMax > 0 && Condition.State == JournalState.ReadOnly)
            Condition.Become(JournalState.Overflow, Condition.Reason);
    }

    // On the stager's thread, or on the writer's when that was quicker.
    private void OnStaged()
    {
        if (_flusher.Fault is not null)
            return;
        if (Condition.State == JournalState.ReadOnly)
            Condition.Become(_options.OverflowSegmentsMax > 0 ? JournalState.Overflow : JournalState.Writable, null);
        Volatile.Write(ref _needsAttention, true);
    }

    // On the flusher's thread.
    private void OnSyncFailed()
    {
        var isRefused = _options.OverflowSegmentsMax == 0 || Condition.State == JournalState.ReadOnly;

        // Whoever sees the new state must not get another record into the file.
        Volatile.Write(ref _needsAttention, true);
        Condition.Become(isRefused ? JournalState.ReadOnly : JournalState.Overflow, _flusher.Fault);
    }
}
