namespace Bourse.Journal;

/// <summary>
/// Appends to a journal. One thread appends, commits and disposes; everything else may be called from any thread.
/// A journal has one writer at a time, in all processes.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private readonly JournalOptions _options;
    private readonly WriterLock _lock;
    private readonly SegmentCatalog _catalog;
    private readonly SegmentAppender _appender;
    private readonly SegmentFlusher _flusher;
    private readonly SegmentRoll _roll;
    private readonly JournalRetention _retention;
    private readonly CommitSignal _signal = new();
    private Action<long>? _committed;
    private bool _isDisposed;

    private JournalWriter(
        JournalOptions options, IJournalFiles files, TimeProvider clock, WriterLock writerLock,
        RecoveredJournal recovered)
    {
        _options = options;
        _lock = writerLock;
        _catalog = new SegmentCatalog(files, options.Directory, isFollowing: false);
        foreach (var first in recovered.OlderFirsts)
            _catalog.AddFile(first);
        _catalog.Add(recovered.Active);
        _appender = new SegmentAppender(recovered.Active, recovered.End, recovered.Index);
        _flusher = new SegmentFlusher(files, _catalog, options, _signal, () => _appender.LastSequence);
        _flusher.Add(recovered.Active);
        _roll = new SegmentRoll(files, options, clock, _catalog, _appender, _flusher);
        _retention = new JournalRetention(files, options, clock, _catalog, _flusher);
        Recovery = recovered.Report;
        Reader = new JournalReader(_catalog, _signal, () => _appender.LastSequence, options.WaitStrategy);
    }

    /// <summary>What opening found and mended.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>The reader of this process, whose cursors are woken and see records that lie in memory.</summary>
    public JournalReader Reader { get; }

    /// <summary>The oldest sequence still kept; 1 in a new journal.</summary>
    public long FirstSequence => _catalog.FirstSequence;

    /// <summary>The sequence of the last record; one less than the first when there is none.</summary>
    public long LastSequence => _appender.LastSequence;

    /// <summary>
    /// The highest sequence that survives what <see cref="JournalOptions.Durability"/> promises: a power cut, or with
    /// <see cref="Durability.Os"/> a killed process. Never ahead of <see cref="LastSequence"/>.
    /// </summary>
    public long DurableSequence =>
        _options.Durability == Durability.Os ? _roll.LastInFiles : _flusher.Position.Sequence;

    public JournalState State => _roll.Condition.State;

    /// <summary>Why the journal is not writable; null when it is.</summary>
    public string? ReadOnlyReason => _roll.Condition.Reason;

    /// <summary>The largest payload that fits a segment, in bytes.</summary>
    public int PayloadBytesMax =>
        _options.SegmentBytes - SegmentHeader.RecordsAt - Seal.Bytes - RecordLayout.HeaderBytes;

    /// <summary>
    /// Opens a journal for writing, making the folder when it is missing, and mends what a crash left. Throws
    /// <see cref="JournalLockedException"/>, <see cref="JournalRefusedException"/> or
    /// <see cref="JournalCorruptException"/>, and then has changed nothing.
    /// </summary>
    public static JournalWriter Open(JournalOptions options, IJournalFiles? files = null, TimeProvider? clock = null)
    {
        options.Validate();
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("A journal is little-endian, and so must the processor be.");
        Directory.CreateDirectory(options.Directory);
        var writerLock = WriterLock.Take(options.Directory);
        try
        {
            files ??= MappedFiles.Disk;
            clock ??= TimeProvider.System;
            var recovered = new JournalRecovery(files, options, clock).Run();
            var writer = new JournalWriter(options, files, clock, writerLock, recovered);
            if (options.IsDriven)
                return writer;
            writer._flusher.Start();
            writer._roll.Start();
            return writer;
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Appends a record, which readers see at once, and returns its sequence. The time, in nanoseconds since the Unix
    /// epoch, is raised to that of the record before it when it is earlier. Type 0xFFFF is reserved. Throws
    /// <see cref="JournalReadOnlyException"/> when the record cannot be kept.
    /// </summary>
    public long Append(ushort type, ushort version, long time, ReadOnlySpan<byte> payload)
    {
        var bytes = RecordLayout.Padded(unchecked(RecordLayout.HeaderBytes + payload.Length));
        if (_roll.NeedsAttention || !_appender.HasRoom(bytes) || type == RecordLayout.SealType)
            PrepareToAppend(type, payload.Length, bytes);
        return _appender.Append(type, version, time, payload);
    }

    /// <summary>Whether a payload of that many bytes still fits the segment being written.</summary>
    public bool HasRoom(int payloadBytes) =>
        _appender.HasRoom(RecordLayout.Padded(RecordLayout.HeaderBytes + payloadBytes));

    /// <summary>
    /// Ends the segment early and begins the next, so that the next record is a segment's first. Throws as
    /// <see cref="Append"/> does. Does nothing on a segment without records.
    /// </summary>
    public void Roll()
    {
        PrepareToAppend(type: 0, payloadBytes: 0, recordBytes: 0);
        if (_appender.LastSequence >= _appender.Segment.FirstSequence)
            _roll.Roll();
    }

    /// <summary>
    /// Ends a batch: wakes the readers that wait, and with <see cref="Durability.Each"/> returns only once the batch
    /// is on disk, or throws <see cref="JournalReadOnlyException"/> if it never will be.
    /// </summary>
    public void Commit()
    {
        Publish();
        if (_options.Durability == Durability.Each)
            _flusher.Position.Wait(LastSequence, CancellationToken.None);
    }

    /// <summary>Ends a batch as <see cref="Commit"/> does, but never waits for the disk.</summary>
    public void Publish()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_roll.NeedsAttention)
            _roll.Attend();
        _signal.Wake();
        if (_options.Durability == Durability.Os)
            _committed?.Invoke(LastSequence);
    }

    /// <summary>
    /// Returns once a sequence is durable; throws <see cref="JournalReadOnlyException"/> if it never will be.
    /// </summary>
    public void WaitDurable(long sequence, CancellationToken stopping = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);
        if (DurableSequence < sequence)
            _flusher.Position.Wait(sequence, stopping);
    }

    /// <summary>As <see cref="WaitDurable"/>, for those who must not block. At most 65,536 may be pending.</summary>
    public Task WaitDurableAsync(long sequence, CancellationToken stopping = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);
        return DurableSequence >= sequence ? Task.CompletedTask : _flusher.Position.WaitAsync(sequence, stopping);
    }

    /// <summary>
    /// Has every advance of <see cref="DurableSequence"/> reported: on the flusher's thread, or with
    /// <see cref="Durability.Os"/> on the writer's when it commits. The callee must be quick and must not throw.
    /// </summary>
    public void OnDurable(Action<long> advanced)
    {
        if (_options.Durability == Durability.Os)
            _committed += advanced;
        else
            _flusher.Position.OnAdvance(advanced);
    }

    /// <summary>
    /// Deletes the segments all of whose records come before a sequence, and returns how many. The segment being
    /// written stays, and so do those that are not durable yet. Cursors that stand in a deleted one read on.
    /// </summary>
    public int DeleteBefore(long sequence) => _retention.DeleteBefore(sequence);

    /// <summary>
    /// Deletes the segments that <see cref="JournalOptions"/> no longer retains, and returns how many.
    /// </summary>
    public int ApplyRetention() => _retention.Apply();

    /// <summary>Does what a flusher's thread would do next; for a journal without threads.</summary>
    internal void Flush() => _flusher.Turn();

    /// <summary>Makes the next file ready, as a stager's thread would; for a journal without threads.</summary>
    internal void Stage() => _roll.Stage();

    /// <summary>Makes everything durable, as far as the disk lets it, and gives the journal up.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _roll.Dispose();
        Reader.Dispose();
        _signal.WakeAll();
        _lock.Dispose();
    }

    private void PrepareToAppend(ushort type, int payloadBytes, int recordBytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (type == RecordLayout.SealType)
            throw new ArgumentOutOfRangeException(nameof(type), $"Type {type} is reserved for seals.");
        if (payloadBytes > PayloadBytesMax)
            throw new ArgumentException(
                $"A payload of {payloadBytes} bytes does not fit; the largest is {PayloadBytesMax}.",
                nameof(payloadBytes));
        if (_roll.NeedsAttention)
            _roll.Attend();
        _roll.ThrowIfFailed();
        if (!_appender.HasRoom(recordBytes))
            _roll.Roll();
    }
}
