namespace Bourse.Ticks;

/// <summary>
/// A stretch of trades as columns, sorted by (time, sequence): the store's own memory, which never changes.
/// </summary>
public readonly ref struct TradeSlice
{
    internal TradeSlice(TradeChunk chunk, Range rows)
    {
        Times = chunk.Times[rows];
        Sequences = chunk.Sequences[rows];
        Prices = chunk.Prices[rows];
        Sizes = chunk.Sizes[rows];
        Marks = chunk.Marks[rows];
    }

    /// <summary>Venue times in nanoseconds since the epoch.</summary>
    public ReadOnlySpan<long> Times { get; }

    public ReadOnlySpan<long> Sequences { get; }

    /// <summary>In units of 10⁻⁸.</summary>
    public ReadOnlySpan<long> Prices { get; }

    /// <summary>In units of 10⁻⁸.</summary>
    public ReadOnlySpan<long> Sizes { get; }

    public ReadOnlySpan<RowMarks> Marks { get; }
}
