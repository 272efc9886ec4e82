using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// Makes up a market: trades, quotes and books of invented instruments, in the order of their times. A pure function of
/// settings and start: no clock, the same events for the same seed. Prices go on where they were when a market is begun
/// anew at a later time; books begin with a snapshot. Allocates nothing per event; one thread.
/// </summary>
public sealed class SyntheticMarket
{
    private readonly SyntheticInstrument[] _instruments;
    private readonly SyntheticBatch _batch;
    private long _native;

    /// <param name="instruments">The ids of <see cref="Symbols"/>, in that order.</param>
    /// <param name="firstNative">The number of the first event; the following ones count on.</param>
    public SyntheticMarket(
        SyntheticOptions options, Timestamp start, IReadOnlyList<InstrumentId> instruments, SourceId source,
        long firstNative = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(instruments.Count, SyntheticListing.All.Count);
        _instruments =
        [
            .. SyntheticListing.All.Zip(instruments, (listing, id) =>
                new SyntheticInstrument(listing, id, source, options, start)),
        ];
        _batch = new SyntheticBatch(SyntheticBook.BatchBytesMax(options.Levels));
        _native = firstNative;
        Time = start;
    }

    /// <summary>The symbols of its instruments.</summary>
    public static IReadOnlyList<string> Symbols { get; } = [.. SyntheticListing.All.Select(listing => listing.Symbol)];

    /// <summary>The time of the event made last.</summary>
    public Timestamp Time { get; private set; }

    /// <summary>Makes the next event; its bytes, in the layout of its type, are valid until the one after.</summary>
    public ReadOnlySpan<byte> Next(out MarketEventType type)
    {
        if (_batch.IsEmpty)
        {
            _batch.Clear();
            var next = Earliest();
            Time = next.Next;
            next.Act(_batch, ref _native);
        }

        return _batch.Take(out type);
    }

    private SyntheticInstrument Earliest()
    {
        var earliest = _instruments[0];
        foreach (var instrument in _instruments)
            if (instrument.Next < earliest.Next)
                earliest = instrument;
        return earliest;
    }
}
