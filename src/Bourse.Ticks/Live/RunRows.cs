namespace Bourse.Ticks;

/// <summary>The rows that a run held at one moment, searched by key in O(log n).</summary>
internal readonly struct RunRows<TChunk>
    where TChunk : Chunk<TChunk>
{
    private readonly int _chunkCount;
    private readonly int _lastCount;

    public RunRows(Run<TChunk> run)
    {
        Chunks = run.Read(out _chunkCount);
        _lastCount = Chunks[_chunkCount - 1].Count;

        // The writer adds a chunk first and its first row then: in between there is an empty chunk at the end.
        if (_lastCount == 0 && --_chunkCount > 0)
            _lastCount = Chunks[_chunkCount - 1].Count;
    }

    /// <summary>More than the rows' chunks may stand in the array.</summary>
    public TChunk[] Chunks { get; }

    public RowPosition End => new(_chunkCount - 1, _lastCount);

    /// <summary>The first row that is not before the key, or <see cref="End"/>.</summary>
    public RowPosition LowerBound(TickKey key)
    {
        int low = 0, high = _chunkCount;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Chunks[middle].KeyAt(CountOf(middle) - 1) < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low == _chunkCount ? End : new RowPosition(low, Chunks[low].LowerBound(key, CountOf(low)));
    }

    /// <summary>The row just before a position that is not the first.</summary>
    public RowPosition Before(RowPosition position) => position.Row > 0
        ? position with { Row = position.Row - 1 }
        : new RowPosition(position.Chunk - 1, CountOf(position.Chunk - 1) - 1);

    private int CountOf(int chunk) => chunk == _chunkCount - 1 ? _lastCount : Chunks[chunk].Count;
}
