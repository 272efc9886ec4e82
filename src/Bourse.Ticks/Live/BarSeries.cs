namespace Bourse.Ticks;

/// <summary>The bars of one instrument and interval. One writer; changed within the instrument's lock.</summary>
internal sealed class BarSeries(VenueClock clock, long interval, MemoryGauge memory)
{
    private readonly RunSet<BarChunk> _runs = new(memory, BarChunk.FirstBars, BarChunk.BarsMax, bars => new BarChunk(bars));

    public Runs<BarChunk> Published => _runs.Published;

    /// <summary>Adds a trade to the bar it belongs to, which is made where there is none, and leaves the slot on it.</summary>
    public void Add(in Print print, ref BarSlot slot)
    {
        var bucket = clock.BucketOf(print.Time, interval);
        slot.Bucket = bucket;
        if (TryFind(bucket.Start, ref slot))
        {
            slot.Bars![slot.Row].Add(print);
            return;
        }

        var chunk = _runs.Place(bucket.Start);
        (slot.Bars, slot.Row) = (chunk.Bars, chunk.Count);
        chunk.Append(bucket.Start, print);
    }

    public void DropThrough(long time) => _runs.DropThrough(time);

    public void List(List<(long LastTime, int Bytes)> chunks) => _runs.List(chunks);

    private bool TryFind(long start, ref BarSlot slot)
    {
        if (start > _runs.LastTime)
            return false;
        foreach (var run in _runs.Published.All)
        {
            var rows = new RunRows<BarChunk>(run);
            var position = rows.LowerBound(new TickKey(start, 0));
            if (position == rows.End || rows.Chunks[position.Chunk].Times[position.Row] != start)
                continue;
            (slot.Bars, slot.Row) = (rows.Chunks[position.Chunk].Bars, position.Row);
            return true;
        }

        return false;
    }
}
