using System.Diagnostics;
using Bourse.Feeds.Csv;
using Bourse.Journal;
using Bourse.Tape;
using Bourse.Ticks;

namespace Bourse.Benches;

/// <summary>
/// CSV bytes → parsed events → ring → journal → live columns, all on one thread pinned to one core, with the journal's
/// flusher beside it as in a running server.
/// </summary>
internal sealed class TapeThroughput : IDisposable
{
    private readonly BenchFolder _folder = new();
    private readonly Tape.Tape _tape;
    private readonly TickStore _store = new(new TickOptions());
    private readonly JournalCursor _cursor;
    private long _tapeTicks;
    private long _columnTicks;

    public TapeThroughput()
    {
        _tape = Tape.Tape.Open(
            new TapeOptions(), new JournalOptions { Directory = _folder.File("tape") }, TimeProvider.System);
        _cursor = _tape.Journal.Reader.OpenCursor(1);
    }

    /// <summary>Loads that many rows and reports what it took.</summary>
    public TapeThroughputResult Run(long rows)
    {
        var archive = _folder.File("archive.csv");
        rows = BenchArchive.Write(archive, rows);
        var file = new CsvFile { Path = archive, Profile = "asx-trades", Symbol = "RIO" };
        var feed = new CsvFeed("bench", [file], new CsvOptions(), _folder.File("dead-letters"));
        var inlet = _tape.AddFeed("bench", CancellationToken.None);
        inlet.WhenFull = Drain;

        var (bytesUsed, allocated) = (_store.BytesUsed, GC.GetAllocatedBytesForCurrentThread());
        var collections = GC.CollectionCount(0);
        var start = Stopwatch.GetTimestamp();
        feed.Run(inlet, CancellationToken.None);
        Drain();
        var elapsed = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new TapeThroughputResult
        {
            Events = rows,
            Elapsed = elapsed,
            TapeTime = Stopwatch.GetElapsedTime(0, _tapeTicks),
            ColumnTime = Stopwatch.GetElapsedTime(0, _columnTicks),
            AllocatedBytes = allocated,
            ColumnBytes = _store.BytesUsed - bytesUsed,
            Collections = GC.CollectionCount(0) - collections,
            Counted = _store.Named("RIO")[0].TradeCount,
        };
    }

    public void Dispose()
    {
        _cursor.Dispose();
        _tape.Dispose();
        _folder.Dispose();
    }

    private void Drain()
    {
        var start = Stopwatch.GetTimestamp();
        while (_tape.Drain() > 0)
        {
        }

        var appended = Stopwatch.GetTimestamp();
        while (_cursor.TryRead(out var record))
            _store.Apply(record);
        _tapeTicks += appended - start;
        _columnTicks += Stopwatch.GetTimestamp() - appended;
    }
}
