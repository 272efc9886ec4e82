using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The bars of one instrument and interval whose start lies in a range. Each bar is whole; a later one may hold
/// trades that came while earlier ones were read. No allocation a bar; one thread at a time.
/// </summary>
public sealed class BarReader
{
    private readonly SequenceLock _lock;
    private readonly RunReader<BarChunk> _rows;

    internal BarReader(SequenceLock changes, Runs<BarChunk> runs, long interval, in TickRange range)
    {
        _lock = changes;
        _rows = new RunReader<BarChunk>([runs], range);
        var isWhole = runs.CompleteFrom == long.MinValue;
        CompleteFrom = isWhole ? Timestamp.MinValue : new Timestamp(runs.CompleteFrom + interval - 1);
    }

    /// <summary>Every bar that starts at or after this time is still in memory, with all its trades.</summary>
    public Timestamp CompleteFrom { get; }

    /// <summary>Where to go on after the bar of that start.</summary>
    public static TickKey KeyOf(Timestamp start) => new(start.Nanoseconds, 0);

    /// <summary>The next bar; false at the end.</summary>
    public bool TryRead(out Bar bar)
    {
        var isRead = TryRead(out long start, out BarCell cell);
        bar = isRead ? cell.ToBar(start) : default;
        return isRead;
    }

    internal bool TryRead(out long start, out BarCell cell)
    {
        (start, cell) = (0, default);
        if (!_rows.MoveNext())
            return false;
        start = _rows.Chunk.Times[_rows.Row];
        cell = _rows.Chunk.Read(_rows.Row, _lock);
        return true;
    }
}
