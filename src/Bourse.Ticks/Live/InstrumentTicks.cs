using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// Everything kept of one instrument. The store's thread writes; every public member may be used on any thread and
/// waits for no lock, except the book of a venue that sends one (<see cref="Book"/>).
/// </summary>
public sealed class InstrumentTicks
{
    private const int FirstRows = 32;
    private const int RowsMax = 4096;

    private readonly SequenceLock _changes = new();
    private readonly RunSet<TradeChunk> _trades;
    private readonly RunSet<QuoteChunk> _quotes;
    private readonly InstrumentBars _bars;
    private readonly MemoryGauge _memory;
    private Instrument _instrument;
    private InstrumentBook? _book;
    private LastValues _last;
    private long _lastSequence;
    private long _tradeCount;
    private long _quoteCount;
    private long _gapCount;
    private bool _isQuoteSuspect;
    private int _source;

    internal InstrumentTicks(Instrument instrument, VenueClock clock, MemoryGauge memory)
    {
        _instrument = instrument;
        _memory = memory;
        Clock = clock;
        _trades = new RunSet<TradeChunk>(memory, FirstRows, RowsMax, rows => new TradeChunk(rows));
        _quotes = new RunSet<QuoteChunk>(memory, FirstRows, RowsMax, rows => new QuoteChunk(rows));
        _bars = new InstrumentBars(clock, memory);
    }

    /// <summary>The latest definition.</summary>
    public Instrument Instrument => Volatile.Read(ref _instrument);

    /// <summary>The clock that bars and days follow: that of the instrument's first definition.</summary>
    public VenueClock Clock { get; }

    /// <summary>The tape sequence of the instrument's last event; 0 before the first.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>Trades applied, those dropped from memory since included.</summary>
    public long TradeCount => Volatile.Read(ref _tradeCount);

    /// <summary>Quotes applied, those dropped from memory since included.</summary>
    public long QuoteCount => Volatile.Read(ref _quoteCount);

    /// <summary>Holes in the venue's numbering that were seen.</summary>
    public long GapCount => Volatile.Read(ref _gapCount);

    /// <summary>The source of the last trade, quote or book event.</summary>
    public SourceId Source => new(Volatile.Read(ref _source));

    /// <summary>
    /// Every trade at and after this time is in memory; <see cref="Timestamp.MinValue"/> when all are.
    /// </summary>
    public Timestamp TradesCompleteFrom => new(_trades.Published.CompleteFrom);

    /// <summary>
    /// Every quote at and after this time is in memory; <see cref="Timestamp.MinValue"/> when all are.
    /// </summary>
    public Timestamp QuotesCompleteFrom => new(_quotes.Published.CompleteFrom);

    internal Runs<TradeChunk> Trades => _trades.Published;

    internal Runs<QuoteChunk> Quotes => _quotes.Published;

    /// <summary>The trades of a range as columns, not copied.</summary>
    public TradeSlices TradeSlices(Timestamp start, Timestamp end) =>
        new(_trades.Published, new TickRange { Start = start, End = end });

    /// <summary>The quotes of a range as columns, not copied.</summary>
    public QuoteSlices QuoteSlices(Timestamp start, Timestamp end) =>
        new(_quotes.Published, new TickRange { Start = start, End = end });

    /// <summary>The last quote at or before a time, or null.</summary>
    public QuoteRow? QuoteAt(Timestamp time)
    {
        var end = new Timestamp(Math.Min(time.Nanoseconds, long.MaxValue - 1) + 1);
        var range = new TickRange { End = end, IsDescending = true };
        return TickStore.Quotes([this], range).TryRead(out var quote) ? quote : null;
    }

    /// <summary>The bars whose start lies in the range.</summary>
    public BarReader Bars(BarInterval interval, in TickRange range) =>
        new(_changes, _bars[interval].Published, interval.Nanoseconds(), range);

    /// <summary>The bar that a time falls into, or null when nothing traded in it. Allocates nothing.</summary>
    public Bar? BarAt(BarInterval interval, Timestamp time)
    {
        var start = Clock.StartOf(time, interval).Nanoseconds;
        return BarSeries.TryFind(_bars[interval].Published, start, out var chunk, out var row)
            ? chunk.Read(row, _changes).ToBar(start)
            : null;
    }

    /// <summary>The last values and the day of the latest trade, all as of one moment.</summary>
    public InstrumentSnapshot Snapshot()
    {
        LastValues last;
        LatestDays days;
        long sequence, version;
        do
        {
            version = _changes.BeginRead();
            (last, sequence) = (_last, _lastSequence);
            days = LatestDays.Of(_bars[BarInterval.Day1].Published);
        }
        while (!_changes.IsUnchanged(version));
        return InstrumentSnapshot.Of(Instrument, sequence, last, days);
    }

    /// <summary>
    /// The book now, to a depth; null before the first quote or book event. Takes the book's lock where the venue
    /// sends a book; its last quote, without a lock, where it does not.
    /// </summary>
    public BookView? Book(int depthMax)
    {
        if (Volatile.Read(ref _book) is { } book)
            return book.View(Instrument, depthMax);
        var isSuspect = Volatile.Read(ref _isQuoteSuspect);
        return Snapshot().LastQuote is { } quote ? BookView.Of(quote) with { IsSuspect = isSuspect } : null;
    }

    /// <summary>The venue sends a book; where it does not, the last quote is its book.</summary>
    public bool HasBook => Volatile.Read(ref _book) is not null;

    /// <summary>
    /// The sequence of a snapshot of the book from which its state at a time can be rebuilt; null where none is known.
    /// </summary>
    public long? SnapshotBefore(Timestamp time, long firstSequence) =>
        Volatile.Read(ref _book)?.SnapshotBefore(time, firstSequence);

    internal void Redefine(Instrument instrument) => Volatile.Write(ref _instrument, instrument);

    internal void Apply(in Trade trade, long sequence)
    {
        _changes.BeginWrite();
        try
        {
            _trades.Place(trade.Header.VenueTime.Nanoseconds).Append(trade, sequence);
            _last.Take(trade, sequence);
            _bars.Add(trade);
            _tradeCount++;
            Stamp(trade.Header, sequence);
        }
        finally
        {
            _changes.EndWrite();
        }
    }

    internal void Apply(in Quote quote, long sequence)
    {
        _changes.BeginWrite();
        try
        {
            _quotes.Place(quote.Header.VenueTime.Nanoseconds).Append(quote, sequence);
            _last.Take(quote, sequence);
            _quoteCount++;
            Volatile.Write(ref _isQuoteSuspect, false);
            Stamp(quote.Header, sequence);
        }
        finally
        {
            _changes.EndWrite();
        }
    }

    internal void Apply(in BookUpdate update, bool isSnapshot, long sequence)
    {
        var book = _book ?? new InstrumentBook(_memory);
        book.Apply(update, isSnapshot, sequence);

        // Published with its first levels in it: nobody is shown an empty book that never was.
        Volatile.Write(ref _book, book);
        Stamp(update.Header, sequence);
    }

    /// <summary>
    /// Events are missing; where changes of the book are, it may be wrong until the next snapshot, a quote until the next one.
    /// </summary>
    internal void ApplyGap(bool isOfBook)
    {
        _gapCount++;
        if (!isOfBook)
            return;
        Volatile.Write(ref _isQuoteSuspect, true);
        _book?.Suspect();
    }

    internal void DropThrough(long time)
    {
        _changes.BeginWrite();
        try
        {
            _trades.DropThrough(time);
            _quotes.DropThrough(time);
            _bars.DropThrough(time);
        }
        finally
        {
            _changes.EndWrite();
        }
    }

    internal void List(List<(long LastTime, int Bytes)> chunks)
    {
        _trades.List(chunks);
        _quotes.List(chunks);
        _bars.List(chunks);
    }

    private void Stamp(in EventHeader header, long sequence)
    {
        Volatile.Write(ref _source, header.Source.Number);
        Volatile.Write(ref _lastSequence, sequence);
    }
}
