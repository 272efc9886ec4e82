using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;
using Bourse.Market;
using Bourse.Tests.Feeds;
using Bourse.Ticks;

namespace Bourse.Tests.Venues;

/// <summary>The real feed of a venue, from its socket to the columns that a reader of the tape keeps.</summary>
internal sealed class FollowedVenue : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // Waits are as short as they may be, so that tests are.
    private static readonly VenueFeedOptions Hasty = new()
    {
        ReconnectMillisMin = 1, ReconnectMillisMax = 20, ResyncMillisMin = 1, ResyncMillisMax = 20, SilenceMillisMax = 20_000,
        RequestMillisMin = 50,
    };

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    private readonly ManualResetEvent _looking = new(false);
    private readonly VenueFolder _folder;
    private readonly bool _ownsFolder;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Bourse.Tape.Tape _tape;
    private readonly Thread _feedThread;
    private readonly Thread _tapeThread;
    private readonly TickStore _store = new(new TickOptions());
    private readonly CancellationTokenSource _stoppingTape = new();

    private FollowedVenue(
        VenueOptions venue, Func<VenueFeedOptions, VenueFeedOptions> change, bool captures, VenueFolder? folder)
    {
        (_folder, _ownsFolder) = (folder ?? new VenueFolder(), folder is null);
        _tape = Bourse.Tape.Tape.Open(
            new Bourse.Tape.TapeOptions(), FeedRig.JournalOf(_folder.PathOf("tape")), TimeProvider.System);
        Feed = new VenueFeed(venue.Code, venue, venue.Symbols, change(Hasty), TimeProvider.System)
        {
            Captures = captures ? new CaptureFolder(CapturePath, new CaptureOptions()) : null,
        };
        var inlet = _tape.AddFeed(Feed.Name, _stopping.Token);
        _feedThread = new Thread(() => Run(inlet)) { Name = "feed under test" };
        _tapeThread = new Thread(() => _tape.Run(_stoppingTape.Token)) { Name = "tape under test" };
        _tapeThread.Start();
        _feedThread.Start();
    }

    public VenueFeed Feed { get; }

    /// <summary>What ended the feed before it was told to; null while nothing did.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The tape's last record before it was told to stop.</summary>
    public long SequenceAtStop { get; private set; } = long.MaxValue;

    public string CapturePath => _folder.PathOf("captures");

    /// <param name="folder">Where its tape lies already, from an earlier run; null: it is a new one.</param>
    public static FollowedVenue Follow(
        VenueOptions venue, Func<VenueFeedOptions, VenueFeedOptions>? change = null, bool captures = false,
        VenueFolder? folder = null) => new(venue, change ?? (hasty => hasty), captures, folder);

    public SymbolReport Line(string symbol) => Feed.Report().Symbols.Single(line => line.Symbol == symbol);

    /// <summary>Waits until that is so; fails with what the feed says of itself when it does not come about.</summary>
    public void Until(Func<bool> isSo, TimeSpan? patience = null)
    {
        var giveUp = DateTime.UtcNow + (patience ?? Patience);
        var hasCome = false;
        while (Fault is null && !(hasCome = isSo()) && DateTime.UtcNow < giveUp)
            _looking.WaitOne(LookEvery);
        if (Fault is null && !hasCome)
            throw new TimeoutException($"It does not come about: {Feed.Report()}\n{string.Join('\n', Feed.Report().Symbols)}");
        if (Fault is not null)
            throw new InvalidOperationException("The feed ended.", Fault);
    }

    /// <summary>The book that a reader of the tape has now; null before the first.</summary>
    public BookView? Book(string key)
    {
        lock (_store)
        {
            using var cursor = _tape.Journal.Reader.OpenCursor(_store.AppliedSequence + 1);
            while (cursor.TryRead(out var record))
                _store.Apply(record);
            return _store.Named(key) is [var ticks] ? ticks.Book(int.MaxValue) : null;
        }
    }

    /// <summary>Bars of a minute, as a reader of the tape has them.</summary>
    public List<Bar> Minutes(string key)
    {
        Book(key);
        var bars = new List<Bar>();
        for (var reader = _store.Named(key)[0].Bars(BarInterval.Minute1, TickRange.All); reader.TryRead(out var bar);)
            bars.Add(bar);
        return bars;
    }

    /// <summary>Stops the feed; all it published is on the tape then.</summary>
    public void Stop()
    {
        SequenceAtStop = _tape.Journal.LastSequence;
        _stopping.Cancel();
        _feedThread.Join();
        _stoppingTape.Cancel();
        _tapeThread.Join();
    }

    /// <summary>All records of the tape.</summary>
    public List<TapedEvent> Events()
    {
        using var cursor = _tape.Journal.Reader.OpenCursor(1);
        var events = new List<TapedEvent>();
        while (cursor.TryRead(out var record))
            events.Add(new TapedEvent(record.Sequence, (MarketEventType)record.Type, record.Payload.ToArray()));
        return events;
    }

    public List<Gap> Gaps() =>
        [.. Events().Where(taped => taped.Type == MarketEventType.Gap).Select(taped => Gap.In(taped.Payload))];

    public Dictionary<InstrumentId, string> Names() =>
        _tape.Instruments.All.ToDictionary(instrument => instrument.Id, instrument => instrument.Symbol);

    public void Dispose()
    {
        if (!_stoppingTape.IsCancellationRequested)
            Stop();
        _tape.Dispose();
        if (_ownsFolder)
            _folder.Dispose();
        _stopping.Dispose();
        _stoppingTape.Dispose();
        _looking.Dispose();
    }

    private void Run(Bourse.Tape.TapeInlet inlet)
    {
        try
        {
            Feed.Run(inlet, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception fault)
        {
            Fault = fault;
        }
    }
}
