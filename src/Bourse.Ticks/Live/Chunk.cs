namespace Bourse.Ticks;

/// <summary>
/// A fixed number of rows as columns, sorted by (time, sequence). One writer appends; rows below <see cref="Count"/>
/// are whole for every reader.
/// </summary>
internal abstract class Chunk<TSelf>(int capacity, long[] sequences)
    where TSelf : Chunk<TSelf>
{
    /// <summary>Objects and array headers, which small chunks should not get for nothing.</summary>
    protected const int OverheadBytes = 256;

    private int _count;

    /// <summary>Venue time, or the start of a bar; nanoseconds since the epoch.</summary>
    public long[] Times { get; } = GC.AllocateUninitializedArray<long>(capacity);

    public long[] Sequences { get; } = sequences;

    public int Count => Volatile.Read(ref _count);

    public int Capacity => Times.Length;

    public bool IsFull => _count == Times.Length;

    public abstract int Bytes { get; }

    /// <summary>Appends rows of another chunk; there must be room.</summary>
    public abstract void CopyRows(TSelf source, int from, int count);

    /// <summary>The first row, below a number of rows, that is not before the key; that number when all are before.</summary>
    public int LowerBound(TickKey key, int count)
    {
        int low = 0, high = count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (IsBefore(middle, key))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public TickKey KeyAt(int row) => new(Times[row], Sequences[row]);

    /// <summary>Makes all rows below a number visible; the columns are written first.</summary>
    protected void Publish(int count) => Volatile.Write(ref _count, count);

    private bool IsBefore(int row, TickKey key) =>
        Times[row] < key.Time || (Times[row] == key.Time && Sequences[row] < key.Sequence);
}
