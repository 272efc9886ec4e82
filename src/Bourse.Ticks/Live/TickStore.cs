using System.ComponentModel.DataAnnotations;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The tape in memory, ready to be asked: columns, last values, bars and books of every instrument. One thread
/// applies the tape's records in order; everything else may be called on any thread.
/// </summary>
public sealed class TickStore
{
    // The layout of events that this reads; a record of another is refused, and counted.
    private const ushort LayoutVersion = 1;

    // Bars reach a day to either side, and zone rules a year: events at the very ends of time have no such room.
    private const long VenueTimeMax = long.MaxValue - (2 * 366 * Timestamp.PerDay);

    private readonly MemoryGauge _memory = new();
    private readonly MemoryBound _bound;
    private readonly Dictionary<string, VenueClock> _clocks = new(StringComparer.Ordinal);
    private readonly FeedBoard _feeds = new();
    private InstrumentTicks?[] _byNumber = new InstrumentTicks?[64];
    private long _appliedSequence;
    private long _refusedRecords;

    /// <exception cref="ValidationException">An option is outside its range.</exception>
    public TickStore(TickOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        _bound = new MemoryBound(_memory, options.MemoryBytes);
    }

    /// <summary>Filled from the tape's definitions.</summary>
    public InstrumentRegistry Instruments { get; } = new();

    /// <summary>The sources on the tape, in the order of their numbers.</summary>
    public IReadOnlyList<FeedLine> Feeds => _feeds.All;

    /// <summary>The last record that is in every answer; 0 before the first.</summary>
    public long AppliedSequence => Volatile.Read(ref _appliedSequence);

    /// <summary>Records that had not the shape of their type, or belonged to no defined instrument.</summary>
    public long RefusedRecords => Volatile.Read(ref _refusedRecords);

    /// <summary>What columns, bars and books take.</summary>
    public long BytesUsed => _memory.Bytes;

    /// <summary>How often the oldest chunks were dropped to keep within the bound.</summary>
    public long Evictions => _bound.Evictions;

    /// <inheritdoc cref="Apply(long, ushort, ReadOnlySpan{byte})"/>
    public bool Apply(in JournalRecord record) =>
        Apply(record.Sequence, record.Version == LayoutVersion ? record.Type : default, record.Payload);

    /// <summary>
    /// Applies one record of the tape; false when it was applied before or is refused. Only ever on one thread.
    /// </summary>
    public bool Apply(long sequence, ushort type, ReadOnlySpan<byte> payload)
    {
        if (sequence <= _appliedSequence)
            return false;
        var isApplied = (MarketEventType)type switch
        {
            MarketEventType.Trade => ApplyTrade(sequence, payload),
            MarketEventType.Quote => ApplyQuote(sequence, payload),
            MarketEventType.BookSnapshot => ApplyBook(sequence, payload, isSnapshot: true),
            MarketEventType.BookDelta => ApplyBook(sequence, payload, isSnapshot: false),
            MarketEventType.Gap => ApplyGap(payload),
            MarketEventType.FeedStatus => _feeds.ApplyStatus(payload),
            MarketEventType.SourceDefinition => _feeds.Define(payload),
            MarketEventType.InstrumentDefinition => Define(payload),
            _ => false,
        };
        if (!isApplied)
            Volatile.Write(ref _refusedRecords, _refusedRecords + 1);
        Volatile.Write(ref _appliedSequence, sequence);
        if (_bound.IsExceeded)
            _bound.Evict(_byNumber);
        return isApplied;
    }

    /// <summary>What is kept of an instrument; null when it is not defined.</summary>
    public InstrumentTicks? Find(InstrumentId id)
    {
        var all = Volatile.Read(ref _byNumber);
        return (uint)id.Number < (uint)all.Length ? all[id.Number] : null;
    }

    /// <summary>"ASX:BHP" names one instrument, "BHP" every venue's, in the order of their numbers.</summary>
    public InstrumentTicks[] Named(string name)
    {
        var named = Instruments.Named(name);
        var ticks = new List<InstrumentTicks>(named.Count);
        foreach (var instrument in named)
            if (Find(instrument.Id) is { } found)
                ticks.Add(found);
        return [.. ticks];
    }

    /// <summary>Those of a name that do not trade on our own exchange.</summary>
    public InstrumentTicks[] NamedElsewhere(string name) =>
        Array.FindAll(Named(name), ticks => ticks.Instrument.Venue.Code != Venue.OwnCode);

    /// <summary>Everything that is kept, in the order of instrument numbers.</summary>
    public IEnumerable<InstrumentTicks> All
    {
        get
        {
            foreach (var ticks in Volatile.Read(ref _byNumber))
                if (ticks is not null)
                    yield return ticks;
        }
    }

    /// <summary>Trades of several instruments in one order.</summary>
    public static TradeReader Trades(ReadOnlySpan<InstrumentTicks> instruments, in TickRange range) =>
        new(instruments, range);

    /// <summary>Quotes of several instruments in one order.</summary>
    public static QuoteReader Quotes(ReadOnlySpan<InstrumentTicks> instruments, in TickRange range) =>
        new(instruments, range);

    private bool ApplyTrade(long sequence, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != Trade.Bytes)
            return false;
        ref readonly var trade = ref Trade.In(payload);
        if (Owner(payload) is not { } ticks)
            return false;
        ticks.Apply(trade, sequence);
        return true;
    }

    private bool ApplyQuote(long sequence, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != Quote.Bytes)
            return false;
        ref readonly var quote = ref Quote.In(payload);
        if (Owner(payload) is not { } ticks)
            return false;
        ticks.Apply(quote, sequence);
        return true;
    }

    private bool ApplyBook(long sequence, ReadOnlySpan<byte> payload, bool isSnapshot)
    {
        if (!BookUpdate.TryRead(payload, out var update) || Owner(payload) is not { } ticks)
            return false;
        ticks.Apply(update, isSnapshot, sequence);
        return true;
    }

    private bool ApplyGap(ReadOnlySpan<byte> payload)
    {
        if (payload.Length != Gap.Bytes)
            return false;
        ref readonly var gap = ref Gap.In(payload);
        _feeds.CountGap(gap.Header.Source);
        if (gap.Header.Instrument != InstrumentId.None)
            Find(gap.Header.Instrument)?.ApplyGap(gap.IsOfBook);
        else
            foreach (var ticks in All)
                if (ticks.Source == gap.Header.Source)
                    ticks.ApplyGap(gap.IsOfBook);
        return true;
    }

    private bool Define(ReadOnlySpan<byte> payload)
    {
        var instrument = InstrumentDefinition.Read(payload);
        if (instrument is null || instrument.Id.Number is < 1 or > InstrumentRegistry.InstrumentsMax)
            return false;
        Define(instrument);
        return true;
    }

    /// <summary>Defines an instrument as a record would, for a store that begins in the middle of the tape. As Apply.</summary>
    public void Define(Instrument instrument)
    {
        var number = instrument.Id.Number;
        if (number >= _byNumber.Length)
            Grow(number);
        if (_byNumber[number] is { } known)
            known.Redefine(instrument);
        else
            Volatile.Write(ref _byNumber[number], new InstrumentTicks(instrument, ClockOf(instrument.Venue), _memory));
        Instruments.Put(instrument);
    }

    private InstrumentTicks? Owner(ReadOnlySpan<byte> payload)
    {
        ref readonly var header = ref EventHeader.In(payload);
        return header.VenueTime.Nanoseconds is < VenueTimeMax and > -VenueTimeMax ? Find(header.Instrument) : null;
    }

    private VenueClock ClockOf(Venue venue)
    {
        if (!_clocks.TryGetValue(venue.TimeZone, out var clock))
            _clocks[venue.TimeZone] = clock = new VenueClock(venue.TimeZone);
        return clock;
    }

    private void Grow(int number)
    {
        var larger = new InstrumentTicks?[Math.Max(number + 1, _byNumber.Length * 2)];
        _byNumber.CopyTo(larger, 0);
        Volatile.Write(ref _byNumber, larger);
    }
}
