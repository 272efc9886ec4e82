using System.Diagnostics.CodeAnalysis;

namespace Bourse.Ticks;

/// <summary>The bars of one instrument and interval. One writer; changed within the instrument's lock.</summary>
internal sealed class BarSeries(VenueClock clock, long interval, MemoryGauge memory)
{
    private readonly RunSet<BarChunk> _runs =
        new(memory, BarChunk.FirstBars, BarChunk.BarsMax, bars => new BarChunk(bars));

    public Runs<BarChunk> Published => _runs.Published;

    /// <summary>
    /// Adds a trade to the bar it belongs to, which is made where there is none, and leaves the slot on it.
    /// </summary>
    public void Add(in Print print, ref BarSlot slot)
    {
        var bucket = clock.BucketOf(print.Time, interval);
        slot.Bucket = bucket;
        if (bucket.Start <= _runs.LastTime && TryFind(_runs.Published, bucket.Start, out var chunk, out slot.Row))
        {
            slot.Bars = chunk.Bars;
            slot.Bars[slot.Row].Add(print);
            return;
        }

        chunk = _runs.Place(bucket.Start);
        (slot.Bars, slot.Row) = (chunk.Bars, chunk.Count);
        chunk.Append(bucket.Start, print);
    }

    public void DropThrough(long time) => _runs.DropThrough(time);

    public void List(List<(long LastTime, int Bytes)> chunks) => _runs.List(chunks);

    /// <summary>Finds the bar of a start; any thread.</summary>
    public static bool TryFind(Runs<BarChunk> runs, long start, [NotNullWhen(true)] out BarChunk? chunk, out int row)
    {
        foreach (var run in runs.All)
        {
            var rows = new RunRows<BarChunk>(run);
            var position = rows.LowerBound(new TickKey(start, 0));
            if (position == rows.End || rows.Chunks[position.Chunk].Times[position.Row] != start)
                continue;
            (chunk, row) = (rows.Chunks[position.Chunk], position.Row);
            return true;
        }

        (chunk, row) = (null, 0);
        return false;
    }
}
