using System.Diagnostics;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Records;

/// <summary>
/// Follows the blotter and the audit into the database, each from where that says. While the database fails it waits and
/// tries again, each time longer: whoever trades never waits for it. One thread; what it says of itself, any thread.
/// </summary>
public sealed class RecordsFollower : IDisposable
{
    // The longest wait is so many of the first.
    private const int WaitsMax = 20;

    // Of SQLite's writers only one writes at a time: the others get their turn in between.
    private const int PartForOthers = 8;

    // An entry of the audit takes up to some kilobytes of memory, where a record of the blotter takes some hundred bytes.
    private const int AuditBatchMax = 20_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private readonly RecordsDatabase _database;
    private readonly Chance _chance;
    private readonly BlotterProjection _blotter;
    private readonly AuditProjection _audit;
    private long _batches;
    private long _failures;
    private string? _trouble = "The database has not been reached yet.";

    public RecordsFollower(
        RecordsDatabase database, JournalReader orders, JournalReader blotter, JournalReader audit, Chance chance)
    {
        (_database, _chance) = (database, chance);
        _blotter = new BlotterProjection(orders, blotter, database.Options.BatchRecords);
        _audit = new AuditProjection(audit, Math.Min(AuditBatchMax, database.Options.BatchRecords));
    }

    /// <summary>How far the blotter is in the records.</summary>
    public ReaderProgress Blotter { get; init; } = new();

    /// <summary>In which traces commands were handed in; null where the exchange runs elsewhere.</summary>
    public SequenceTraces? Traces
    {
        get => _blotter.Traces;
        init => _blotter.Traces = value;
    }

    /// <summary>How far the audit is in the records.</summary>
    public ReaderProgress Audit { get; } = new();

    /// <summary>Records of the blotter that are not in the database yet.</summary>
    public long Behind => Math.Max(0, _blotter.Journal.LastSequence - Math.Max(0, Blotter.Sequence));

    /// <summary>Entries of the audit that are not in the database yet.</summary>
    public long AuditBehind => Math.Max(0, _audit.Journal.LastSequence - Math.Max(0, Audit.Sequence));

    /// <summary>Transactions since the start.</summary>
    public long Batches => Volatile.Read(ref _batches);

    /// <summary>How often the database has failed since the start.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Why nothing is written at present; null while all is well.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Follows until it is told to stop, then writes what is there already.</summary>
    /// <param name="sayFailed">Is told of each failure of the database that follows a success.</param>
    /// <exception cref="ReaderConflictException">The records do not fit the journals.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public void Run(Action<string> sayFailed, CancellationToken stopping)
    {
        for (var failed = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                _database.Migrate();
                using var writer = RecordsWriter.Open(_database);
                Begin(writer);
                failed = 0;
                Follow(writer, stopping);
            }
            catch (Exception fault) when (RecordsDatabase.IsFailure(fault))
            {
                Interlocked.Increment(ref _failures);
                Volatile.Write(ref _trouble, $"The database failed: {fault.GetBaseException().Message}");
                if (failed == 0)
                    sayFailed(_trouble!);
                stopping.WaitHandle.WaitOne(NextWait(failed++));
            }
            catch (Exception fault)
            {
                Volatile.Write(ref _trouble, fault.Message);
                throw;
            }
        }
    }

    public void Dispose()
    {
        _blotter.Dispose();
        _audit.Dispose();
    }

    private void Begin(RecordsWriter writer)
    {
        var (blotter, audit) = (writer.PositionOf(_blotter.Name), writer.PositionOf(_audit.Name));
        _blotter.Begin(writer, blotter);
        _audit.Begin(writer, audit);
        Blotter.Reach(blotter);
        Audit.Reach(audit);
        Volatile.Write(ref _trouble, null);
    }

    private void Follow(RecordsWriter writer, CancellationToken stopping)
    {
        var asked = Stopwatch.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            if (WriteWhatIsThere(writer))
            {
                asked = Stopwatch.GetTimestamp();
                GiveWay(Stopwatch.GetElapsedTime(began));
            }
            else if (!_blotter.Wait(Look, stopping) && Stopwatch.GetElapsedTime(asked) > AskEvery)
            {
                // A database that has gone is known of before there is something to write.
                writer.PositionOf(_blotter.Name);
                asked = Stopwatch.GetTimestamp();
            }
        }

        WriteWhatIsThere(writer);
    }

    private bool WriteWhatIsThere(RecordsWriter writer)
    {
        var hasBlotter = Write(writer, _blotter, Blotter);
        var hasAudit = Write(writer, _audit, Audit);
        return hasBlotter || hasAudit;
    }

    private bool Write(RecordsWriter writer, IJournalProjection projection, ReaderProgress progress)
    {
        var written = projection.Write(writer, progress.Sequence);
        if (written == progress.Sequence)
            return false;
        progress.Reach(written);
        Interlocked.Increment(ref _batches);
        return true;
    }

    private void GiveWay(TimeSpan worked)
    {
        if (!_database.IsPostgreSql && worked > Look)
            Thread.Sleep(worked / PartForOthers);
    }

    private TimeSpan NextWait(int failed) => TimeSpan.FromMilliseconds(
        _database.Options.RetryMillis * Math.Min(WaitsMax, Math.Pow(2, failed)) * (0.5 + _chance.Next() / 2));
}
