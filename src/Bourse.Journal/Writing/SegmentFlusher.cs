namespace Bourse.Journal;

/// <summary>
/// Makes segments durable in order, on a thread of its own: syncs what the writer has published, then notes the
/// promise in the segment's watermark, then tells those who wait. A sync that fails is the last one.
/// </summary>
internal sealed class SegmentFlusher : IDisposable
{
    private readonly IJournalFiles _files;
    private readonly SegmentCatalog _catalog;
    private readonly JournalOptions _options;
    private readonly CommitSignal _signal;
    private readonly Func<long> _lastSequence;
    private readonly Lock _gate = new();
    private readonly List<Segment> _pending = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly Func<bool> _hasWork;
    private readonly Thread _thread;
    private string? _fault;

    public SegmentFlusher(
        IJournalFiles files, SegmentCatalog catalog, JournalOptions options, CommitSignal signal,
        Func<long> lastSequence)
    {
        _files = files;
        _catalog = catalog;
        _options = options;
        _signal = signal;
        _lastSequence = lastSequence;
        _hasWork = () => _stop.IsSet || HasWork();
        Position = new DurablePosition(lastSequence());
        _thread = new Thread(Run) { IsBackground = true, Name = $"journal {options.DisplayName} flush" };
    }

    public DurablePosition Position { get; }

    /// <summary>Why nothing can be made durable any more; null as long as all is well.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>Called on the flusher's thread when a sync has failed.</summary>
    public Action Failed { get; set; } = () => { };

    public void Start() => _thread.Start();

    /// <summary>
    /// Takes over a segment which the catalog has pinned once, to make it durable after those before it.
    /// </summary>
    public void Add(Segment segment)
    {
        lock (_gate)
            _pending.Add(segment);
        _signal.Wake();
    }

    /// <summary>Puts a copy in a segment's place, and lets the segment go.</summary>
    public void Replace(Segment segment, Segment copy)
    {
        lock (_gate)
            _pending[_pending.IndexOf(segment)] = copy;
        _catalog.Unpin(segment);
    }

    /// <summary>Whether a segment is not durable to its end yet, and must not be deleted.</summary>
    public bool IsPending(long firstSequence)
    {
        lock (_gate)
            return _pending.Count == 0 || firstSequence >= _pending[0].FirstSequence;
    }

    /// <summary>Stops the thread, makes the rest durable as far as it goes, and lets all segments go.</summary>
    public void Dispose()
    {
        _stop.Set();
        _signal.WakeAll();
        if (_thread.IsAlive)
            _thread.Join();
        if (Fault is null)
            TryFlush(isLast: true);
        foreach (var segment in _pending)
            _catalog.Unpin(segment);
        _pending.Clear();
        Position.Fail(new JournalReadOnlyException($"Journal {_options.DisplayName} is closed."));
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsSet && Fault is null)
        {
            if (!HasWork())
                _signal.Wait(_hasWork, Timeout.InfiniteTimeSpan, CancellationToken.None);
            else if (TryFlush(isLast: false) && _options.Durability != Durability.Each)
                _stop.Wait(_options.FlushMillis);
        }
    }

    /// <summary>One turn of the thread, on the caller's; for a journal without threads.</summary>
    public void Turn()
    {
        if (Fault is null && HasWork())
            TryFlush(isLast: false);
    }

    private bool HasWork()
    {
        lock (_gate)
        {
            var isComplete = _pending.Count > 1 && !_pending[0].IsMemory && !_pending[1].IsMemory;
            return isComplete || (_options.Durability != Durability.Os && Position.Sequence < _lastSequence());
        }
    }

    private bool TryFlush(bool isLast)
    {
        try
        {
            Flush(isLast);
            return true;
        }
        catch (IOException failure)
        {
            Volatile.Write(ref _fault, $"syncing failed and is not tried again: {failure.Message}");

            // Whoever is told that its record will never be durable must find the journal in its new state.
            Failed();
            Position.Fail(new JournalReadOnlyException($"Journal {_options.DisplayName}: {_fault}", failure));
            return false;
        }
    }

    private void Flush(bool isLast)
    {
        while (Pending(0) is { IsMemory: false } segment)
        {
            var next = Pending(1);
            if (next is null && _options.Durability == Durability.Os && !isLast)
                return;
            var isComplete = FlushSegment(segment, next is { IsMemory: false } ? next : null);
            // A clean close leaves the watermark on disk as well, so that the next start has nothing to doubt.
            if (isLast && next is null)
                _files.Sync(segment.Region);
            // A segment that was still open when it was looked at may have got more records since, and these must be
            // durable before any of the next segment are.
            if (!isComplete)
                return;
            Complete(segment);
        }
    }

    private Segment? Pending(int place)
    {
        lock (_gate)
            return place < _pending.Count ? _pending[place] : null;
    }

    // Returns whether the segment is complete: sealed, synced, and the name and header of its successor on disk. Only
    // then may the watermark cover the seal, and so a seal that it covers proves that a successor existed.
    private bool FlushSegment(Segment segment, Segment? next)
    {
        // The order of these reads matters: the sequence was published after the end that includes it.
        var last = segment.LastSequence;
        var end = segment.End;
        var seal = segment.SealOffset;
        var isSealed = seal > 0 && end > seal;
        var isComplete = isSealed && next is not null;
        MakeBeginningDurable(segment);
        if (isComplete)
            MakeBeginningDurable(next!);
        if (segment.SyncedEnd < end)
            _files.Sync(segment.Region);
        segment.SyncedEnd = end;
        NotePromise(segment, isSealed && !isComplete ? seal : end);
        Position.Advance(last);
        return isComplete;
    }

    private void MakeBeginningDurable(Segment segment)
    {
        if (segment.IsBeginningDurable)
            return;
        _files.Sync(segment.Region);
        _files.SyncDirectory(_options.Directory);
        segment.IsBeginningDurable = true;
    }

    private static unsafe void NotePromise(Segment segment, int offset)
    {
        if (Watermark.Read(segment.Start) != offset)
            Watermark.Write(segment.Start, offset);
    }

    private void Complete(Segment segment)
    {
        _files.Sync(segment.Region);
        if (segment.Index is { } index)
            _catalog.TrySaveIndex(segment, index);
        lock (_gate)
            _pending.Remove(segment);
        _catalog.Unpin(segment);
    }
}
