namespace Bourse.Ticks;

/// <summary>
/// The rows of a range as stretches of chunks, found in O(log n) a run and not copied. Each stretch is sorted;
/// stretches of several runs are not, which sums and extremes do not mind. A mutable struct.
/// </summary>
internal struct RunSlices<TChunk>(Runs<TChunk> runs, TickRange range)
    where TChunk : Chunk<TChunk>
{
    private int _run = -1;
    private RunRows<TChunk> _rows;
    private RowPosition _next;
    private RowPosition _until;

    public TChunk Chunk { get; private set; } = null!;

    public Range Rows { get; private set; }

    public bool MoveNext()
    {
        while (!_next.IsBefore(_until))
        {
            if (++_run >= runs.All.Length)
                return false;
            _rows = new RunRows<TChunk>(runs.All[_run]);
            (_next, _until) = (_rows.LowerBound(range.From), _rows.LowerBound(range.Until));
        }

        Chunk = _rows.Chunks[_next.Chunk];
        Rows = _next.Row..(_next.Chunk == _until.Chunk ? _until.Row : Chunk.Count);
        _next = new RowPosition(_next.Chunk + 1, 0);
        return true;
    }
}
