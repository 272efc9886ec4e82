using System.Collections.Concurrent;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Records;
using Bourse.Ticks;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Follows the tape with a cursor of its own, records what alerts do, and only then tells of it. It knows from the records
/// where it was, so that each firing is told once through whatever kill; while the database does not answer it reads on and
/// keeps what has fired, up to a bound. One thread, where nothing else is said.
/// </summary>
public sealed class AlertReader : IDisposable
{
    private const int BatchMax = 500;
    private const int RecordsBeforeSaving = 1_000;
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(5);

    private readonly JournalReader _tape;
    private readonly RecordsDatabase _database;
    private readonly AlertRecords _records;
    private readonly AlertWatch _watch;
    private readonly AlertOptions _options;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<(long Id, Alert? Alert)> _orders = new();
    private JournalCursor? _cursor;
    private long _position;
    private long _saved;
    private long _savedAt;
    private long _retryAt;
    private int _watched;
    private int _pending;

    /// <param name="store">Names the instruments; it must have read what was on the tape at the start.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A setting is outside its range.</exception>
    public AlertReader(
        JournalReader tape, TickStore store, RecordsDatabase database, AlertOptions options, TimeProvider clock)
    {
        (_tape, _database, _options, _clock) = (tape, database, options, clock);
        _records = new AlertRecords(database);
        _watch = new AlertWatch(store);
    }

    /// <summary>Is told what has fired, once it is recorded. Quick.</summary>
    public Action<IReadOnlyList<AlertFiring>>? Told { get; set; }

    /// <summary>The last event that was looked at. Any thread.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Alerts that are watched. Any thread.</summary>
    public int Watched => Volatile.Read(ref _watched);

    /// <summary>What alerts did that is not recorded yet. Any thread.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Why nothing can be recorded now; null while all is well. Any thread.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Events at a start, or after the tape was cut, that alerts never looked at. Any thread.</summary>
    public long Skipped { get; private set; }

    /// <summary>It has begun to follow the tape. Any thread.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Firings since the start, by kind. Any thread.</summary>
    public FiringCounts Fired { get; } = new();

    /// <summary>
    /// Watches an alert from now on, instead of one with its id: events put onto the tape after this returns are looked at in
    /// its terms. Any thread.
    /// </summary>
    public void Put(Alert alert) => _orders.Enqueue((alert.Id, alert));

    /// <summary>Watches an alert no more. Any thread.</summary>
    public void Remove(long id) => _orders.Enqueue((id, null));

    /// <summary>Reads the alerts and where it was, fills windows, and begins.</summary>
    /// <exception cref="RecordsUnavailableException">To be tried again.</exception>
    /// <exception cref="JournalException">The tape is damaged.</exception>
    public void Begin()
    {
        var (tapeId, last) = (_tape.JournalId, _tape.LastSequence);
        var known = _records.ReadPosition(tapeId);
        var position = known is { } stood && stood <= last ? stood : last;
        if (known != position)
            _records.BeginTape(tapeId, position);
        var alerts = _records.ReadAlerts();
        if (alerts.Count == 0)
            position = last;
        position = NotTooFarBehind(position, last);
        foreach (var alert in alerts)
            _watch.Put(alert, isNow: false);
        FillWindows(alerts, position);
        _cursor = _tape.OpenCursor(position + 1);
        (_position, _saved, _savedAt, _watched) = (position, position, _clock.GetTimestamp(), _watch.Count);
        HasBegun = true;
    }

    /// <summary>Looks at what is on the tape now, and records what came of it.</summary>
    public void ReadOn()
    {
        TakeOrders();
        var sinceChange = 0;
        while (_watch.Changes.Count < _options.PendingMax && TryRead(out var record))
        {
            TakeOrders();
            _watch.Apply(record);
            Volatile.Write(ref _position, record.Sequence);
            if (_watch.Changes.Count > 0 && (++sinceChange >= RecordsBeforeSaving || _watch.Changes.Count >= BatchMax))
            {
                SaveChanges();
                sinceChange = 0;
            }
        }

        SaveChanges();
        if (_position > _saved && _clock.GetElapsedTime(_savedAt) >= SaveEvery)
            Save([], _position);
    }

    /// <summary>Waits for the next event. False when the time is over.</summary>
    public bool Wait(WaitStrategy wait, TimeSpan timeout, CancellationToken stopping) =>
        _cursor!.Wait(wait, timeout, stopping);

    /// <summary>Records how far it is, if it can.</summary>
    public void End()
    {
        SaveChanges();
        if (_cursor is not null && _watch.Changes.Count == 0 && _position > _saved)
            Save([], _position);
    }

    public void Dispose()
    {
        _cursor?.Dispose();
        _records.Dispose();
    }

    private bool TryRead(out JournalRecord record)
    {
        try
        {
            return _cursor!.TryRead(out record);
        }
        catch (JournalSequenceException gone)
        {
            Skipped += gone.FirstSequence - _cursor!.NextSequence;
            _cursor.Dispose();
            _cursor = _tape.OpenCursor(gone.FirstSequence);
            return _cursor.TryRead(out record);
        }
    }

    // After a record was read: one that comes onto the tape once an alert was handed in is never judged without it.
    private void TakeOrders()
    {
        if (_orders.IsEmpty)
            return;
        while (_orders.TryDequeue(out var order))
            if (order.Alert is { } alert)
                _watch.Put(alert, isNow: true);
            else
                _watch.Remove(order.Id);
        Volatile.Write(ref _watched, _watch.Count);
    }

    private long NotTooFarBehind(long position, long last)
    {
        var first = Math.Max(_tape.FirstSequence - 1, position);
        var from = last - first > _options.BehindMax ? last : first;
        Skipped += from - position;
        return from;
    }

    private void FillWindows(IReadOnlyList<Alert> alerts, long position)
    {
        var from = Math.Max(_tape.FirstSequence, position + 1 - _options.WindowEventsMax);
        if (alerts.Count == 0 || position < from)
            return;
        using (var at = _tape.OpenCursor(position))
            if (at.TryRead(out var newest))
            {
                // What was received before cannot be within the windows; a venue's clock may be a minute ahead.
                using var oldest = _tape.OpenCursorAt(
                    newest.Time - (alerts.Max(alert => alert.WindowSeconds) * Timestamp.PerSecond) - Timestamp.PerMinute);
                from = Math.Max(from, oldest.NextSequence);
            }

        using var past = _tape.OpenCursor(from);
        while (past.NextSequence <= position && past.TryRead(out var record))
            _watch.Apply(record, isPast: true);
    }

    private void SaveChanges()
    {
        while (_watch.Changes.Count > 0)
        {
            var count = Math.Min(BatchMax, _watch.Changes.Count);
            var position = count == _watch.Changes.Count ? _position : _watch.Changes[count].TapeSequence - 1;
            if (!Save(_watch.Changes[..count], position))
                break;
            _watch.Changes.RemoveRange(0, count);
        }

        Volatile.Write(ref _pending, _watch.Changes.Count);
    }

    private bool Save(List<AlertChange> changes, long position)
    {
        if (_clock.GetTimestamp() < _retryAt)
            return false;
        try
        {
            var fired = _records.Save(changes, position);
            (_saved, _savedAt, Trouble) = (position, _clock.GetTimestamp(), null);
            Fired.Count(fired);
            if (fired.Count > 0)
                Told?.Invoke(fired);
            return true;
        }
        catch (RecordsUnavailableException fault)
        {
            Trouble = fault.Message;
            _retryAt = _clock.GetTimestamp() + (_clock.TimestampFrequency * _database.Options.RetryMillis / 1_000);
            return false;
        }
    }
}
