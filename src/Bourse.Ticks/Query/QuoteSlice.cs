namespace Bourse.Ticks;

/// <summary>
/// A stretch of quotes as columns, sorted by (time, sequence): the store's own memory, which never changes.
/// </summary>
public readonly ref struct QuoteSlice
{
    internal QuoteSlice(QuoteChunk chunk, Range rows)
    {
        Times = chunk.Times[rows];
        Sequences = chunk.Sequences[rows];
        Bids = chunk.Bids[rows];
        BidSizes = chunk.BidSizes[rows];
        Asks = chunk.Asks[rows];
        AskSizes = chunk.AskSizes[rows];
    }

    /// <summary>Venue times in nanoseconds since the epoch.</summary>
    public ReadOnlySpan<long> Times { get; }

    public ReadOnlySpan<long> Sequences { get; }

    /// <summary>In units of 10⁻⁸, as the other three; means nothing where its size is 0.</summary>
    public ReadOnlySpan<long> Bids { get; }

    public ReadOnlySpan<long> BidSizes { get; }

    public ReadOnlySpan<long> Asks { get; }

    public ReadOnlySpan<long> AskSizes { get; }
}
