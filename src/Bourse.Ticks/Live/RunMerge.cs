namespace Bourse.Ticks;

/// <summary>Copies several runs into one, stretch by stretch.</summary>
internal sealed class RunMerge<TChunk>(Func<int, TChunk> make, int rowsMax)
    where TChunk : Chunk<TChunk>
{
    private readonly List<TChunk> _chunks = [];
    private long _rowsLeft;

    public Run<TChunk> Merge(ReadOnlySpan<Run<TChunk>> runs)
    {
        var cursors = new RunCursor<TChunk>[runs.Length];
        var tailTime = long.MinValue;
        for (var i = 0; i < runs.Length; i++)
        {
            cursors[i] = RunCursor<TChunk>.Over(runs[i], TickRange.All);
            tailTime = Math.Max(tailTime, runs[i].TailTime);
            _rowsLeft += runs[i].Rows;
        }

        while (TrySelect(cursors, out var first, out var limit))
            CopyUntil(ref cursors[first], limit);
        return new Run<TChunk>(_chunks.ToArray(), tailTime);
    }

    // The cursor with the least key, and the least key of the others: up to there the first may be copied at once.
    private static bool TrySelect(RunCursor<TChunk>[] cursors, out int first, out TickKey limit)
    {
        first = -1;
        limit = TickKey.Last;
        for (var i = 0; i < cursors.Length; i++)
        {
            if (cursors[i].IsDone)
                continue;
            if (first < 0 || cursors[i].Key < cursors[first].Key)
                (first, limit) = (i, first < 0 ? limit : cursors[first].Key);
            else if (cursors[i].Key < limit)
                limit = cursors[i].Key;
        }

        return first >= 0;
    }

    private void CopyUntil(ref RunCursor<TChunk> cursor, TickKey limit)
    {
        while (!cursor.IsDone && cursor.Key < limit)
        {
            var source = cursor.Chunk;
            var end = source.LowerBound(limit, cursor.EndRow);
            for (var from = cursor.Row; from < end;)
            {
                var target = Target();
                var count = Math.Min(end - from, target.Capacity - target.Count);
                target.CopyRows(source, from, count);
                from += count;
                _rowsLeft -= count;
            }

            cursor.SkipTo(end);
        }
    }

    private TChunk Target()
    {
        if (_chunks.Count == 0 || _chunks[^1].IsFull)
            _chunks.Add(make((int)Math.Min(rowsMax, _rowsLeft)));
        return _chunks[^1];
    }
}
