namespace Bourse.Ticks;

/// <summary>Bars by their start: 136 bytes each. Their cells go on changing under the instrument's lock.</summary>
internal sealed class BarChunk(int capacity) : Chunk<BarChunk>(capacity, NoSequences)
{
    public const int FirstBars = 8;
    public const int BarsMax = 512;

    private const int BytesPerBar = sizeof(long) + 128;

    // A start is the whole key of a bar: one array of zeros serves all chunks.
    private static readonly long[] NoSequences = new long[BarsMax];

    public BarCell[] Cells { get; } = new BarCell[capacity];

    public override int Bytes => OverheadBytes + (Capacity * BytesPerBar);

    /// <summary>Appends a bar; its first trade is in it when the bar becomes visible.</summary>
    public void Append(long start, in Print print)
    {
        var row = Count;
        Times[row] = start;
        Cells[row] = default;
        Cells[row].Add(print);
        Publish(row + 1);
    }

    public override void CopyRows(BarChunk source, int from, int count)
    {
        var row = Count;
        Array.Copy(source.Times, from, Times, row, count);
        Array.Copy(source.Cells, from, Cells, row, count);
        Publish(row + count);
    }
}
