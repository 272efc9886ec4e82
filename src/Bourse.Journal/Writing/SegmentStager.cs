namespace Bourse.Journal;

/// <summary>
/// Keeps the next segment's file ready, on a thread of its own, so that the writer never waits for the disk to
/// find space. While the disk refuses it tries again from time to time, and says why.
/// </summary>
internal sealed class SegmentStager : IDisposable
{
    private readonly IJournalFiles _files;
    private readonly JournalOptions _options;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private MappedRegion? _ready;
    private string? _failure;
    private bool _isStopping;
    private long _staged;

    public SegmentStager(IJournalFiles files, JournalOptions options)
    {
        _files = files;
        _options = options;
        _thread = new Thread(Run) { IsBackground = true, Name = $"journal {options.DisplayName} stage" };
    }

    /// <summary>
    /// Called on the stager's thread before each attempt; what it throws counts as the disk refusing.
    /// </summary>
    public Action BeforeStaging { get; set; } = () => { };

    /// <summary>Called on the stager's thread when a file is ready.</summary>
    public Action Staged { get; set; } = () => { };

    /// <summary>Why the disk refuses; null while it does not.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether a file is ready to be taken.</summary>
    public bool IsReady
    {
        get
        {
            lock (_gate)
                return _ready is not null;
        }
    }

    public void Start() => _thread.Start();

    /// <summary>Makes a file ready unless one is; on the stager's thread, or in a journal without threads.</summary>
    public void Stage()
    {
        if (IsReady || Volatile.Read(ref _isStopping))
            return;
        var failure = TryStage(out var region);
        lock (_gate)
        {
            _ready = region;
            Volatile.Write(ref _failure, failure);
            Monitor.PulseAll(_gate);
        }
        if (region is not null)
            Staged();
    }

    /// <summary>Takes the file that is ready, waiting while one is being made; null when the disk refuses.</summary>
    public MappedRegion? Take()
    {
        lock (_gate)
        {
            while (_ready is null && _failure is null && !_isStopping)
            {
                if (_options.IsDriven)
                    Stage();
                else
                    Monitor.Wait(_gate);
            }
            return TakeReady();
        }
    }

    /// <summary>Takes the file that is ready; null when there is none now.</summary>
    public MappedRegion? TryTake()
    {
        lock (_gate)
            return TakeReady();
    }

    /// <summary>Throws a file away which could not be put in its place, and makes another a little later.</summary>
    public void Reject(MappedRegion region, string failure)
    {
        Discard(region);
        lock (_gate)
        {
            Volatile.Write(ref _failure, failure);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Makes no more files. Does not wait.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        Stop();
        if (_thread.IsAlive)
            _thread.Join();
        if (TryTake() is { } region)
            Discard(region);
    }

    private MappedRegion? TakeReady()
    {
        if (_ready is not { } region)
            return null;
        _ready = null;
        // What was refused before this file was made no longer says anything.
        Volatile.Write(ref _failure, null);
        Monitor.PulseAll(_gate);
        return region;
    }

    private void Run()
    {
        while (WaitForWork())
            Stage();
    }

    private bool WaitForWork()
    {
        lock (_gate)
        {
            if (_failure is not null && !_isStopping)
                Monitor.Wait(_gate, _options.RetryMillis);
            while (_ready is not null && !_isStopping)
                Monitor.Wait(_gate);
            return !_isStopping;
        }
    }

    private string? TryStage(out MappedRegion? staged)
    {
        MappedRegion? region = null;
        staged = null;
        try
        {
            BeforeStaging();
            // The writer may not have renamed the last one yet, so this one has a name of its own.
            region = _files.Create(SegmentName.Spare(_options.Directory, ++_staged), _options.SegmentBytes);
            // Now the file's space and size are on disk, and no later sync has to see to them.
            _files.Sync(region);
            staged = region;
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (region is not null)
                Discard(region);
            return failure.Message;
        }
    }

    private void Discard(MappedRegion region)
    {
        region.Dispose();
        try
        {
            _files.Delete(region.Path);
        }
        catch (IOException)
        {
            // A spare that is left over is removed at the next start.
        }
    }
}
