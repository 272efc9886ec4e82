namespace Bourse.Ticks;

/// <summary>Bars by their start: 120 bytes each. The bars go on changing, under the instrument's lock.</summary>
internal sealed class BarChunk(int capacity) : Chunk<BarChunk>(capacity, columns: 1)
{
    public const int FirstBars = 8;
    public const int BarsMax = 512;

    public BarCell[] Bars { get; } = new BarCell[capacity];

    public override int Bytes => base.Bytes + (Capacity * BarCell.Bytes);

    /// <summary>Appends a bar; its first trade is in it when the bar becomes visible.</summary>
    public void Append(long start, in Print print)
    {
        var row = Count;
        Cells[row] = start;
        Bars[row].Add(print);
        Publish(row + 1);
    }

    /// <summary>A whole copy of one bar; any thread.</summary>
    public BarCell Read(int row, SequenceLock changes)
    {
        BarCell bar;
        long version;
        do
        {
            version = changes.BeginRead();
            bar = Bars[row];
        }
        while (!changes.IsUnchanged(version));
        return bar;
    }

    protected override void CopyRest(BarChunk source, int from, int to, int count) =>
        Array.Copy(source.Bars, from, Bars, to, count);
}
