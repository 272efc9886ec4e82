namespace Bourse.Ticks;

/// <summary>
/// A row of one run that moves over a range, forwards or backwards. Rows appended after it was made are not seen.
/// A mutable struct: keep it in an array.
/// </summary>
internal struct RunCursor<TChunk>
    where TChunk : Chunk<TChunk>
{
    private readonly TChunk[] _chunks;
    private readonly bool _isDescending;
    private readonly int _stopChunk;
    private readonly int _stopRow;
    private int _chunk;

    private RunCursor(TChunk[] chunks, RowPosition first, RowPosition last, bool isDescending)
    {
        _chunks = chunks;
        _isDescending = isDescending;
        (_chunk, Row) = isDescending ? (last.Chunk, last.Row) : (first.Chunk, first.Row);
        (_stopChunk, _stopRow) = isDescending ? (first.Chunk, first.Row) : (last.Chunk, last.Row);
    }

    public bool IsDone { get; private set; }

    public int Row { get; private set; }

    public readonly TChunk Chunk => _chunks[_chunk];

    public readonly TickKey Key => _chunks[_chunk].KeyAt(Row);

    public static RunCursor<TChunk> Over(Run<TChunk> run, in TickRange range)
    {
        var rows = new RunRows<TChunk>(run);
        var from = rows.LowerBound(range.From);
        var until = rows.LowerBound(range.Until);
        return from.IsBefore(until)
            ? new RunCursor<TChunk>(rows.Chunks, from, rows.Before(until), range.IsDescending)
            : new RunCursor<TChunk> { IsDone = true };
    }

    /// <summary>Moves one row on in the direction of reading.</summary>
    public void Advance()
    {
        if (Row == _stopRow && _chunk == _stopChunk)
            IsDone = true;
        else if (_isDescending)
            (_chunk, Row) = Row > 0 ? (_chunk, Row - 1) : (_chunk - 1, _chunks[_chunk - 1].Count - 1);
        else
            (_chunk, Row) = Row + 1 < _chunks[_chunk].Count ? (_chunk, Row + 1) : (_chunk + 1, 0);
    }

    /// <summary>
    /// Forwards only: moves to a later row of the same chunk, or to the next chunk when it has no such row.
    /// </summary>
    public void SkipTo(int row)
    {
        Row = row - 1;
        Advance();
    }

    /// <summary>Forwards only: the row of this chunk before which the range ends.</summary>
    public readonly int EndRow => _chunk == _stopChunk ? _stopRow + 1 : _chunks[_chunk].Count;
}
