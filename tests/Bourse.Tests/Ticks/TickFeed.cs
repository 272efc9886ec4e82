using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

/// <summary>Writes events as the tape holds them and applies them to a store, one sequence after another.</summary>
internal sealed class TickFeed
{
    public static readonly Venue Asx = new(1, "ASX", "Australian Securities Exchange", "Australia/Sydney");
    public static readonly Venue Nyse = new(2, "NYSE", "New York Stock Exchange", "America/New_York");
    public static readonly Venue Kraken = new(3, "KRAKEN", "Kraken", "Etc/UTC");

    private readonly byte[] _payload = new byte[1 << 16];

    public TickFeed(TickOptions? options = null) => Store = new TickStore(options ?? new TickOptions());

    public TickStore Store { get; }

    public long Sequence { get; private set; }

    public Instrument Define(
        Venue venue, string symbol, string? name = null, string currency = "AUD", bool isSynthetic = false)
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(Store.Instruments.Count + 1),
            Venue = venue,
            Symbol = symbol,
            Name = name ?? symbol,
            Currency = currency,
            IsSynthetic = isSynthetic,
        };
        Define(instrument);
        return instrument;
    }

    public void Define(Instrument instrument) =>
        Apply(MarketEventType.InstrumentDefinition, InstrumentDefinition.Write(_payload, instrument));

    public InstrumentTicks TicksOf(Instrument instrument) =>
        Store.Find(instrument.Id) ?? throw new InvalidOperationException($"{instrument.Key} is not in the store.");

    public static EventHeader Header(Instrument instrument, long time, EventFlags flags = EventFlags.None) => new()
    {
        Instrument = instrument.Id,
        VenueTime = new Timestamp(time),
        Flags = flags,
        Source = new SourceId(1),
    };

    /// <summary>Price and size in whole units.</summary>
    public Trade Trade(Instrument instrument, long time, long price, long size, EventFlags flags = EventFlags.None)
    {
        var header = Header(instrument, time, flags) with { Native = Sequence + 1, Side = Side.Buy, Conditions = 7 };
        var trade = new Trade(header, Units(price), new Quantity(size * Quantity.UnitsPerOne));
        Apply(trade);
        return trade;
    }

    public void Quote(Instrument instrument, long time, long bid, long bidSize, long ask, long askSize) => Apply(
        new Quote(
            Header(instrument, time),
            Units(bid),
            new Quantity(bidSize * Quantity.UnitsPerOne),
            Units(ask),
            new Quantity(askSize * Quantity.UnitsPerOne)));

    public void Book(
        MarketEventType type,
        Instrument instrument,
        long time,
        (long Price, long Size)[] bids,
        (long Price, long Size)[] asks) =>
        Apply(type, BookUpdate.Write(_payload, Header(instrument, time), Levels(bids), Levels(asks)));

    public void Status(SourceId source, FeedState state, string text) => Apply(
        MarketEventType.FeedStatus,
        new FeedStatus(new EventHeader { Source = source, VenueTime = new Timestamp(1) }, state, text).Write(_payload));

    public void Source(Source source) =>
        Apply(MarketEventType.SourceDefinition, SourceDefinition.Write(_payload, source));

    public void Gap(InstrumentId instrument, SourceId source)
    {
        new Gap(new EventHeader { Instrument = instrument, Source = source }, 5, 9).Write(_payload);
        Apply(MarketEventType.Gap, Bourse.Market.Gap.Bytes);
    }

    public void Apply(in Trade trade)
    {
        trade.Write(_payload);
        Apply(MarketEventType.Trade, Bourse.Market.Trade.Bytes);
    }

    public void Apply(in Quote quote)
    {
        quote.Write(_payload);
        Apply(MarketEventType.Quote, Bourse.Market.Quote.Bytes);
    }

    public static Price Units(long whole) => new(whole * Price.UnitsPerOne);

    private static BookLevel[] Levels((long Price, long Size)[] levels) =>
        [.. levels.Select(level => new BookLevel(Units(level.Price), new Quantity(level.Size * Quantity.UnitsPerOne)))];

    private void Apply(MarketEventType type, int bytes) =>
        Assert.True(Store.Apply(++Sequence, (ushort)type, _payload.AsSpan(0, bytes)));
}
