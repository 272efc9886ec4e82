namespace Bourse.Ticks;

/// <summary>
/// The quotes of one instrument in a range as stretches of columns, for sums and extremes: usually in order, and out of
/// it only where quotes came late. Nothing is copied.
/// </summary>
public ref struct QuoteSlices
{
    private RunSlices<QuoteChunk> _slices;

    internal QuoteSlices(Runs<QuoteChunk> runs, TickRange range) => _slices = new RunSlices<QuoteChunk>(runs, range);

    public readonly QuoteSlice Current => new(_slices.Chunk, _slices.Rows);

    public readonly QuoteSlices GetEnumerator() => this;

    public bool MoveNext() => _slices.MoveNext();
}
