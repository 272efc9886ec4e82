using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Turns records of the tape into frames for whoever listens: the same code for all live clients together and for one
/// client that reads history. An event is written as JSON once for each channel that somebody listens to, and not at
/// all for the others. Guarded by its owner.
/// </summary>
/// <remarks>The store has applied every record before it comes here.</remarks>
internal sealed class Broadcast
{
    private readonly TickStore _store;
    private readonly EventFrames _frames = new();
    private readonly ListenerSet _trades = new();
    private readonly ListenerSet _quotes = new();
    private readonly PriceWatch _prices;
    private readonly BarWatch _bars;
    private readonly BookWatch _books;
    private readonly ConsolidatedWatch _consolidated;

    public Broadcast(TickStore store)
    {
        _store = store;
        _prices = new PriceWatch(_frames);
        _bars = new BarWatch(store, _frames);
        _books = new BookWatch(store, _frames);
        _consolidated = new ConsolidatedWatch(store);
    }

    public void Apply(in JournalRecord record) => Apply(record, record.Time);

    /// <summary>As if the record had been recorded at that time, in nanoseconds since 1970.</summary>
    public void Apply(in JournalRecord record, long time)
    {
        switch ((MarketEventType)record.Type)
        {
            case MarketEventType.Trade when record.Payload.Length == Trade.Bytes:
                Apply(Trade.In(record.Payload), record.Sequence);
                break;
            case MarketEventType.Quote when record.Payload.Length == Quote.Bytes:
                Apply(Quote.In(record.Payload), record.Sequence);
                break;
            case MarketEventType.BookSnapshot:
            case MarketEventType.BookDelta:
                if (BookUpdate.TryRead(record.Payload, out var update))
                    Apply(update, (MarketEventType)record.Type == MarketEventType.BookSnapshot, record.Sequence);
                break;
            case MarketEventType.Gap when record.Payload.Length == Gap.Bytes:
                _consolidated.ApplyGap(EventHeader.In(record.Payload), record.Sequence);
                break;
            case MarketEventType.InstrumentDefinition:
                Define(InstrumentDefinition.Read(record.Payload));
                break;
            default:
                break;
        }

        Advance(time, record.Sequence);
    }

    /// <summary>Takes note that the tape has moved on, by a record that is of no interest otherwise.</summary>
    public void Advance(long time, long sequence) => _bars.Advance(time, sequence);

    /// <summary>The channel hears what comes from now on.</summary>
    public void Add(Subscription channel) => ListenersOf(channel).Add(channel, _store.Instruments);

    public void Remove(Subscription channel) => ListenersOf(channel).Remove(channel);

    /// <summary>
    /// What a channel that is about to listen starts with: its books, or its bars now forming. The client then knows
    /// everything up to the sequence, which never goes back.
    /// </summary>
    public List<SequencedFrame> Open(Subscription channel, InstrumentChoice choice, ref long sequence) =>
        channel.Topic.Kind switch
        {
            ChannelKind.Book => _books.Open(choice, channel.Depth, ref sequence),
            ChannelKind.Bars => _bars.Open(choice, channel.Interval, ref sequence),
            ChannelKind.Consolidated => _consolidated.Open(choice, ref sequence),
            _ => [],
        };

    /// <summary>Everybody who listens has just been sent what <see cref="Open"/> gave.</summary>
    public void Settle() => _bars.Settle();

    /// <summary>Goes on for a channel where the broadcast of its own that read history stands.</summary>
    public void TakeOver(Broadcast history)
    {
        _bars.TakeOver(history._bars);
        _consolidated.Forget();
    }

    private ListenerSet ListenersOf(Subscription channel) => channel.Topic.Kind switch
    {
        ChannelKind.Trades => _trades,
        ChannelKind.Quotes => _quotes,
        ChannelKind.Prices => _prices.Listeners(channel.Topic),
        ChannelKind.Bars => _bars.Listeners(channel.Interval),
        ChannelKind.Book => _books.Listeners(channel.Depth),
        ChannelKind.Consolidated => _consolidated.Listeners,
        _ => throw new InvalidOperationException($"{channel.Topic.Name} carries no events of the tape."),
    };

    private void Apply(in Trade trade, long sequence)
    {
        var id = trade.Header.Instrument;
        if (_store.Instruments.Find(id) is not { } instrument)
            return;
        if (_trades.Hears(id))
            _trades.Send(id, _frames.Trade(instrument, trade, sequence), sequence, id.Number);
        _prices.Apply(instrument, trade, sequence);
        _bars.Apply(trade, sequence);
    }

    private void Apply(in Quote quote, long sequence)
    {
        var id = quote.Header.Instrument;
        if (_store.Instruments.Find(id) is not { } instrument)
            return;
        if (_quotes.Hears(id))
            _quotes.Send(id, _frames.Quote(instrument, quote, sequence), sequence, id.Number);
        _prices.Apply(instrument, quote, sequence);
        _books.Apply(quote, sequence);
        _consolidated.Apply(id, sequence);
    }

    private void Apply(in BookUpdate update, bool isSnapshot, long sequence)
    {
        _books.Apply(update, isSnapshot, sequence);
        _consolidated.Apply(update.Header.Instrument, sequence);
    }

    private void Define(Instrument? instrument)
    {
        if (instrument is null)
            return;
        _trades.Define(instrument);
        _quotes.Define(instrument);
        _prices.Define(instrument);
        _bars.Define(instrument);
        _books.Define(instrument);
        _consolidated.Listeners.Define(instrument);
    }
}
