using System.Text;
using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>One instrument of the synthetic market: when orders come and what they leave. One thread.</summary>
internal sealed class SyntheticInstrument
{
    // Trades, deltas and quotes that an order leaves, on average; measured (a test holds the rate to it).
    private const double RecordsPerOrder = 1.45;

    private readonly SyntheticListing _listing;
    private readonly FairValue _fair;
    private readonly Arrivals _arrivals;
    private readonly SyntheticBook _book;
    private readonly SyntheticOrders _orders;
    private readonly EventHeader _header;
    private readonly long _snapshotNanoseconds;
    private long _snapshotDue;

    public SyntheticInstrument(
        SyntheticListing listing, InstrumentId id, SourceId source, SyntheticOptions options, Timestamp start)
    {
        var seed = StableHash.Mix(
            unchecked((ulong)options.Seed + StableHash.Of(Encoding.UTF8.GetBytes(listing.Symbol))));
        var chance = new Chance(unchecked(seed ^ (ulong)start.Nanoseconds));
        _listing = listing;
        _fair = new FairValue(seed, listing.Anchor.Units / (double)listing.Tick.Units, listing.Volatility);
        _arrivals = new Arrivals(chance, options.EventsPerSecond * listing.Share / RecordsPerOrder);
        _book = new SyntheticBook(options.Levels);
        _orders = new SyntheticOrders(listing, _book, chance);
        _header = new EventHeader { Instrument = id, Source = source, Flags = EventFlags.Synthetic };
        _snapshotNanoseconds = options.SnapshotSeconds * Timestamp.PerSecond;
        (Next, _snapshotDue) = (start, start.Nanoseconds);
    }

    /// <summary>When the next order comes; the first opens the book.</summary>
    public Timestamp Next { get; private set; }

    /// <summary>Carries out the order that comes at <see cref="Next"/>.</summary>
    /// <param name="native">The number of the first record; raised by the number of records.</param>
    public void Act(SyntheticBatch batch, ref long native)
    {
        var seconds = Next.Nanoseconds / (double)Timestamp.PerSecond;
        var stress = _fair.StressAt(seconds);
        var fairTicks = _fair.TicksAt(seconds, stress);
        var isSnapshot = Next.Nanoseconds >= _snapshotDue;
        _book.Begin();
        if (_book.IsEmpty)
            _orders.Open(fairTicks, stress);
        else if (!isSnapshot)
            _orders.Act(fairTicks, stress);

        if (isSnapshot)
            _snapshotDue = Next.Nanoseconds + _snapshotNanoseconds;
        Write(batch, isSnapshot, ref native);
        Next = Next.AddNanoseconds(_arrivals.Next(seconds));
    }

    private void Write(SyntheticBatch batch, bool isSnapshot, ref long native)
    {
        var header = _header with { VenueTime = Next };
        if (!isSnapshot)
            WriteTrades(batch, header, ref native);
        var last = header with { Flags = header.Flags | EventFlags.LastOfEvent };
        var book = (_book.HasNewTop ? header : last) with { Native = native++ };
        if (isSnapshot)
            _book.AddSnapshotTo(batch, book with { Flags = book.Flags | EventFlags.Snapshot }, _listing);
        else
            _book.AddDeltaTo(batch, book, _listing);
        if (_book.HasNewTop)
            batch.Add(_book.QuoteOf(last with { Native = native++ }, _listing));
    }

    private void WriteTrades(SyntheticBatch batch, in EventHeader header, ref long native)
    {
        for (var i = 0; i < _orders.TradeCount; i++)
        {
            var (taker, tick, lots) = _orders.TradeAt(i);
            batch.Add(new Trade(
                header with { Side = taker, Native = native++ },
                new Price(tick * _listing.Tick.Units),
                new Quantity(lots * _listing.Lot.Units)));
        }
    }
}
