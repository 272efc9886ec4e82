namespace Bourse.Journal;

/// <summary>
/// Reads a journal, from any thread and any process. It changes nothing on disk and needs no lock, so a folder that
/// may only be read will do. The writer's own reader sees memory segments and wakes its waiting cursors.
/// </summary>
public sealed class JournalReader : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SegmentCatalog _catalog;
    private readonly CommitSignal? _signal;
    private readonly Func<long>? _writerLast;
    private readonly WaitStrategy _strategy;
    private JournalCursor? _end;

    internal JournalReader(
        SegmentCatalog catalog, CommitSignal? signal, Func<long>? writerLast, WaitStrategy strategy)
    {
        _catalog = catalog;
        _signal = signal;
        _writerLast = writerLast;
        _strategy = strategy;
    }

    public string Directory => _catalog.Directory;

    /// <summary>
    /// Names the journal for ever: made by chance with its first segment. 0 as long as there is none.
    /// </summary>
    public long JournalId
    {
        get
        {
            if (_catalog.PinHolding(FirstSequence) is not { } segment)
                return 0;
            var id = segment.Header.JournalId;
            _catalog.Unpin(segment);
            return id;
        }
    }

    /// <summary>The first sequence that can be read; 1 as long as the journal is empty.</summary>
    public long FirstSequence => _catalog.FirstSequence;

    /// <summary>
    /// The last sequence that can be read, durable or not; one less than the first when there is none.
    /// </summary>
    public long LastSequence => _writerLast?.Invoke() ?? FindLastSequence();

    /// <summary>Opens the journal of a folder, which may still be empty, beside whoever writes it.</summary>
    public static JournalReader Open(string directory, IJournalFiles? files = null)
    {
        if (!System.IO.Directory.Exists(directory))
            throw new JournalException($"{directory}: there is no such folder.");
        var catalog = new SegmentCatalog(files ?? MappedFiles.Disk, directory, isFollowing: true);
        return new JournalReader(catalog, null, null, WaitStrategy.Block);
    }

    /// <summary>
    /// Opens a cursor before a sequence, which may be the one after the last. Throws
    /// <see cref="JournalSequenceException"/>, with the first one available, when the journal does not have it.
    /// </summary>
    public JournalCursor OpenCursor(long fromSequence)
    {
        var place = CursorSeek.ToSequence(_catalog, fromSequence)
            ?? throw new JournalSequenceException(Directory, fromSequence, FirstSequence, LastSequence);
        return new JournalCursor(this, _catalog, _signal, place, _strategy);
    }

    /// <summary>
    /// Opens a cursor before the first record at or after a time, in nanoseconds since the Unix epoch.
    /// </summary>
    public JournalCursor OpenCursorAt(long time) =>
        new(this, _catalog, _signal, CursorSeek.ToTime(_catalog, time), _strategy);

    /// <summary>Releases what the reader itself holds. Its cursors stay readable until they are disposed.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _end?.Dispose();
            _end = null;
        }
    }

    private long FindLastSequence()
    {
        lock (_gate)
        {
            _end ??= OpenCursor(_catalog.Firsts() is [.., var newest] ? newest : 1);
            while (_end.TryRead(out _))
            {
            }
            return _end.NextSequence - 1;
        }
    }
}
