namespace Bourse.Ticks;

/// <summary>
/// The trades of one instrument in a range as stretches of columns, for sums and extremes: usually in order, and out of
/// it only where trades came late. Nothing is copied.
/// </summary>
public ref struct TradeSlices
{
    private RunSlices<TradeChunk> _slices;

    internal TradeSlices(Runs<TradeChunk> runs, TickRange range) => _slices = new RunSlices<TradeChunk>(runs, range);

    public readonly TradeSlice Current => new(_slices.Chunk, _slices.Rows);

    public readonly TradeSlices GetEnumerator() => this;

    public bool MoveNext() => _slices.MoveNext();
}
