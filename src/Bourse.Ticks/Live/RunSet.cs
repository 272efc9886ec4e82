namespace Bourse.Ticks;

/// <summary>
/// Rows sorted by (time, sequence) although they do not come so: a row goes to the run with the greatest tail that
/// is not after it, else to a new run, and when there are too many runs the smallest are merged. Rows that come in
/// order make one run. One writer; readers take <see cref="Published"/>.
/// </summary>
internal sealed class RunSet<TChunk>(MemoryGauge memory, int firstRows, int rowsMax, Func<int, TChunk> make)
    where TChunk : Chunk<TChunk>
{
    public const int RunsMax = 8;

    private Runs<TChunk> _published = Runs<TChunk>.Empty;

    // The run of the last row and its chunk; rows from _tailTime until before _limit belong to it as well.
    private Run<TChunk>? _run;
    private TChunk? _tail;
    private long _tailTime;
    private long _limit = long.MinValue;

    public Runs<TChunk> Published => Volatile.Read(ref _published);

    /// <summary>The greatest time of all rows; the least possible when there is none. Writer only.</summary>
    public long LastTime
    {
        get
        {
            var last = _tail is null ? long.MinValue : _tailTime;
            foreach (var run in _published.All)
                last = Math.Max(last, run.TailTime);
            return last;
        }
    }

    /// <summary>
    /// The chunk, with room, to which the caller at once appends a row of that time and of a sequence above all others.
    /// </summary>
    public TChunk Place(long time)
    {
        if (time < _tailTime || time >= _limit)
            Select(time);
        _tailTime = time;
        return _tail!.IsFull ? _tail = Grow() : _tail;
    }

    /// <summary>Drops each run's leading chunks that end at or before a time.</summary>
    public void DropThrough(long time)
    {
        if (!_published.All.Any(run => CountThrough(run, time) > 0))
            return;
        Deselect();
        var (all, completeFrom) = (_published.All, _published.CompleteFrom);
        var kept = new List<Run<TChunk>>(all.Length);
        foreach (var run in all)
        {
            var dropped = CountThrough(run, time);
            for (var i = 0; i < dropped; i++)
            {
                var chunk = run.Chunks[i];
                memory.Add(-chunk.Bytes);
                completeFrom = Math.Max(completeFrom, chunk.Times[chunk.Count - 1] + 1);
            }

            if (dropped == 0)
                kept.Add(run);
            else if (dropped < run.Chunks.Length)
                kept.Add(new Run<TChunk>(run.Chunks[dropped..], run.TailTime));
        }

        Publish(new Runs<TChunk>([.. kept], completeFrom));
    }

    /// <summary>The last time and the bytes of every chunk, for choosing what to drop.</summary>
    public void List(List<(long LastTime, int Bytes)> chunks)
    {
        foreach (var run in _published.All)
            foreach (var chunk in run.Chunks)
                if (chunk.Count > 0)
                    chunks.Add((chunk.Times[chunk.Count - 1], chunk.Bytes));
    }

    private static int CountThrough(Run<TChunk> run, long time)
    {
        var count = 0;
        foreach (var chunk in run.Chunks)
        {
            if (chunk.Count == 0 || chunk.Times[chunk.Count - 1] > time)
                break;
            count++;
        }

        return count;
    }

    // The run with the greatest tail that is not after the time, and the least tail that is: the run's limit.
    private void Select(long time)
    {
        Deselect();
        Run<TChunk>? best = null;
        var limit = long.MaxValue;
        foreach (var run in _published.All)
            if (run.TailTime > time)
                limit = Math.Min(limit, run.TailTime);
            else if (best is null || run.TailTime > best.TailTime)
                best = run;
        _run = best ?? OpenRun(time);
        (_tail, _tailTime, _limit) = (_run.Tail, time, limit);
    }

    private void Deselect()
    {
        if (_run is not null)
            _run.TailTime = _tailTime;
        (_run, _tail, _limit) = (null, null, long.MinValue);
    }

    private Run<TChunk> OpenRun(long time)
    {
        if (_published.All.Length == RunsMax)
            MergeSmallest();
        var run = new Run<TChunk>([Make(firstRows)], time);
        Publish(_published with { All = [.. _published.All, run] });
        return run;
    }

    // Chunks double from small to full size, so that thousands of quiet instruments stay cheap.
    private TChunk Grow()
    {
        var chunk = Make(Math.Min(rowsMax, _tail!.Capacity * 2));
        _run!.Add(chunk);
        return chunk;
    }

    private TChunk Make(int rows)
    {
        var chunk = make(rows);
        memory.Add(chunk.Bytes);
        return chunk;
    }

    // Runs are merged from the smallest up for as long as the next is at most twice what is merged already: sizes
    // stay geometric, so that a row is copied O(log n) times whatever the order in which rows come.
    private void MergeSmallest()
    {
        var runs = _published.All.OrderBy(run => run.Rows).ToArray();
        var count = 2;
        for (var rows = runs[0].Rows + runs[1].Rows; count < runs.Length && runs[count].Rows <= 2 * rows; count++)
            rows += runs[count].Rows;

        var merged = new RunMerge<TChunk>(Make, rowsMax).Merge(runs.AsSpan(0, count));
        foreach (var run in runs.AsSpan(0, count))
            foreach (var chunk in run.Chunks)
                memory.Add(-chunk.Bytes);
        Publish(_published with { All = [merged, .. runs[count..]] });
    }

    private void Publish(Runs<TChunk> runs) => Volatile.Write(ref _published, runs);
}
