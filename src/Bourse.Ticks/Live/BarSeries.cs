namespace Bourse.Ticks;

/// <summary>The bars of one instrument and interval. One writer; changed within the instrument's lock.</summary>
internal sealed class BarSeries(VenueClock clock, long interval, MemoryGauge memory)
{
    private readonly RunSet<BarChunk> _runs = new(memory, BarChunk.FirstBars, BarChunk.BarsMax, bars => new BarChunk(bars));

    // The bar of the last trade, where the next one almost always belongs.
    private Bucket _bucket;
    private BarChunk? _chunk;
    private int _row;

    public Runs<BarChunk> Published => _runs.Published;

    public VenueClock Clock => clock;

    public void Add(in Print print)
    {
        if (_chunk is null || !_bucket.Holds(print.Key.Time))
        {
            _bucket = clock.BucketOf(print.Key.Time, interval);
            if (!TryFind(_bucket.Start))
            {
                Append(print);
                return;
            }
        }

        _chunk!.Cells[_row].Add(print);
    }

    public void DropThrough(long time)
    {
        _runs.DropThrough(time);
        _chunk = null;
    }

    public void List(List<(long LastTime, int Bytes)> chunks) => _runs.List(chunks);

    private void Append(in Print print)
    {
        _chunk = _runs.Place(_bucket.Start);
        _row = _chunk.Count;
        _chunk.Append(_bucket.Start, print);
    }

    private bool TryFind(long start)
    {
        foreach (var run in _runs.Published.All)
        {
            if (run.TailTime < start)
                continue;
            var rows = new RunRows<BarChunk>(run);
            var position = rows.LowerBound(new TickKey(start, 0));
            if (position == rows.End || rows.Chunks[position.Chunk].Times[position.Row] != start)
                continue;
            (_chunk, _row) = (rows.Chunks[position.Chunk], position.Row);
            return true;
        }

        return false;
    }
}
