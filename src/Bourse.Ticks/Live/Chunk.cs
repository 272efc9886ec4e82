namespace Bourse.Ticks;

/// <summary>
/// A fixed number of rows, column after column in one array, sorted by (time, sequence). One writer appends; rows
/// below <see cref="Count"/> are whole for every reader.
/// </summary>
internal abstract class Chunk<TSelf>
    where TSelf : Chunk<TSelf>
{
    /// <summary>The object and the headers of its arrays.</summary>
    protected const int OverheadBytes = 96;

    private readonly long[] _columns;
    private readonly bool _hasSequences;
    private int _count;

    /// <param name="columns">The first is the time; the second, if there are several, the sequence.</param>
    protected Chunk(int capacity, int columns)
    {
        _columns = GC.AllocateUninitializedArray<long>(capacity * columns);
        _hasSequences = columns > 1;
        Capacity = capacity;
    }

    public int Capacity { get; }

    public int Count => Volatile.Read(ref _count);

    public bool IsFull => _count == Capacity;

    /// <summary>Venue time, or the start of a bar; nanoseconds since the epoch.</summary>
    public ReadOnlySpan<long> Times => Column(0);

    public virtual int Bytes => OverheadBytes + (_columns.Length * sizeof(long));

    /// <summary>All columns, the row r of column c at c × capacity + r.</summary>
    protected Span<long> Cells => _columns;

    public TickKey KeyAt(int row) => new(_columns[row], _hasSequences ? _columns[Capacity + row] : 0);

    /// <summary>One column, the rows not yet written included.</summary>
    public ReadOnlySpan<long> Column(int column) => _columns.AsSpan(column * Capacity, Capacity);

    /// <summary>Appends rows of another chunk; there must be room.</summary>
    public void CopyRows(TSelf source, int from, int count)
    {
        var row = Count;
        for (var column = 0; column < _columns.Length / Capacity; column++)
            source.Column(column).Slice(from, count).CopyTo(_columns.AsSpan((column * Capacity) + row));
        CopyRest(source, from, row, count);
        Publish(row + count);
    }

    /// <summary>
    /// The first row, below a number of rows, that is not before the key; that number when all are before.
    /// </summary>
    public int LowerBound(TickKey key, int count)
    {
        int low = 0, high = count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (KeyAt(middle) < key)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Copies what a chunk holds beside its columns.</summary>
    protected virtual void CopyRest(TSelf source, int from, int to, int count)
    {
    }

    /// <summary>Makes all rows below a number visible; what they hold is written first.</summary>
    protected void Publish(int count) => Volatile.Write(ref _count, count);
}
