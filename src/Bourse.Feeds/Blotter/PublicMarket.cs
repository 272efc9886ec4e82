using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Blotter;

/// <summary>
/// What the blotter has told of our market so far, all of it folded, and what the tape lacks of it published. One thread.
/// </summary>
/// <remarks>
/// Three kinds of sources, each numbering its own events, always rising: trades, one source an instrument, by the
/// trade's number; quotes and books by the blotter's sequence. A book event comes last of what it goes with, so that
/// everything of the blotter up to the last one is on the tape; trades and quotes behind it are known by their sources.
/// </remarks>
internal sealed class PublicMarket
{
    public static readonly Venue Venue = new(3, Market.Venue.OwnCode, "Our own exchange", "UTC");

    // Whoever calls an account so says that a program without an opinion trades by it.
    private const string BotPrefix = "bot-";

    private readonly TapeInlet _tape;
    private readonly string _key;
    private readonly Source _books;
    private readonly Source _quotes;
    private readonly byte[]? _lastOnTape;
    private readonly Dictionary<int, string> _assets = [];
    private readonly HashSet<int> _bots = [];
    private readonly Dictionary<int, PublicInstrument> _instruments = [];
    private PublicInstrument? _open;
    private long _openCommand;
    private long _lastChange;
    private Timestamp _time;
    private bool _isLive;

    public PublicMarket(TapeInlet tape, long exchangeId)
    {
        _tape = tape;
        _key = $"exchange:{exchangeId:x16}";
        _books = tape.OpenSource($"{_key}:books", Numbering.Source);
        _quotes = tape.OpenSource($"{_key}:quotes", Numbering.Source);
        _lastOnTape = tape.LastEventOf(_books);
    }

    /// <summary>The blotter's record up to which the tape had everything at the start.</summary>
    public long Position => _books.Position;

    /// <summary>Changes of a book wait to be published with what else their command changes.</summary>
    public bool IsWithinCommand => _open is not null;

    /// <exception cref="InvalidDataException">The tape's last event of this exchange is not what the blotter says.</exception>
    public void Take(in JournalRecord record)
    {
        var told = new BlotterRecord((EventType)record.Type, record.Payload);
        if (_open is not null && told.Header.Sequence != _openCommand)
            Flush();
        if (record.Sequence == Position)
            Compare(told);
        var isNew = record.Sequence > Position;
        switch (told.Type)
        {
            case EventType.AssetAdded:
                _assets[told.As<AssetAdded>().Asset] = told.As<AssetAdded>().Name.ToString();
                break;
            case EventType.AccountOpened:
                if (told.As<AccountOpened>().Name.ToString().StartsWith(BotPrefix, StringComparison.Ordinal))
                    _bots.Add(told.Header.Account);
                break;
            case EventType.InstrumentSet:
                Set(told.As<InstrumentSet>(), isNew);
                break;
            case EventType.OrderAccepted:
                if (_bots.Contains(told.Header.Account)
                    && _instruments.TryGetValue(told.As<OrderAccepted>().Instrument, out var traded))
                    traded.TakeBots();
                break;
            case EventType.Traded:
                if (isNew)
                    Publish(told.As<Traded>());
                break;
            case EventType.LevelChanged:
                Change(told.As<LevelChanged>(), isNew ? record.Sequence : 0);
                break;
            default:
                break;
        }
    }

    /// <summary>Publishes what has changed in a book: the best prices where they are others, then the levels.</summary>
    public void Flush()
    {
        if (_open is not { } listed)
            return;
        _open = null;
        if (Taped(listed) is { } instrument)
        {
            var header = new EventHeader
            {
                Instrument = instrument.Id,
                Flags = instrument.Marks,
                VenueTime = _time,
                Native = _lastChange,
            };
            if (listed.TryTakeQuote(header with { Source = _quotes.Id }, out var quote))
                _tape.Publish(quote);
            listed.PublishBook(_tape, header with { Source = _books.Id, Flags = header.Flags | EventFlags.LastOfEvent });
        }

        listed.ClearChanges();
    }

    private void Compare(BlotterRecord told)
    {
        if (_lastOnTape is null)
            return;
        ref readonly var header = ref EventHeader.In(_lastOnTape);
        if (told.Type != EventType.LevelChanged || told.Header.Time != header.VenueTime)
            throw new InvalidDataException(
                $"record {Position} of the blotter is {told.Type} of {told.Header.Time}, "
                + $"the tape has a change of a book of {header.VenueTime} there");
    }

    // What trades on paper trades elsewhere: nothing of it is ours to publish.
    private void Set(in InstrumentSet set, bool isNew)
    {
        if (set.Execution != Execution.Book)
            return;
        if (!_instruments.TryGetValue(set.Instrument, out var listed))
            _instruments[set.Instrument] = listed = new PublicInstrument(set.Symbol.ToString());
        listed.Take(set.Terms, _assets[set.QuoteAsset]);
        if (isNew)
            Taped(listed);
    }

    private void Publish(in Traded traded)
    {
        var listed = _instruments[traded.Instrument];
        if (Taped(listed) is not { } instrument)
            return;
        var source = listed.Trades ??= _tape.OpenSource($"{_key}:trades:{listed.Symbol}", Numbering.Source);
        if (traded.Trade <= source.Position)
            return;
        var header = new EventHeader
        {
            Instrument = instrument.Id,
            Source = source.Id,
            Flags = instrument.Marks,
            Side = traded.TakerSide,
            VenueTime = traded.Header.Time,
            Native = traded.Trade,
        };
        _tape.Publish(new Trade(header, new Price(traded.Price), new Quantity(traded.Quantity)));
    }

    private void Change(in LevelChanged changed, long sequence)
    {
        var listed = _instruments[changed.Instrument];
        if (sequence == 0)
        {
            listed.Remember(changed);
            return;
        }

        // One book at a time: its position says that everything before it is on the tape.
        if (_open != listed || listed.HasManyChanges)
            Flush();
        (_open, _openCommand, _lastChange, _time) = (listed, changed.Header.Sequence, sequence, changed.Header.Time);
        listed.Change(changed);
    }

    // Null where the tape cannot hold such a symbol.
    private Instrument? Taped(PublicInstrument listed)
    {
        if (!_isLive)
            _tape.PublishState(FeedState.Live, $"our own exchange, from record {Position + 1} of its blotter");
        _isLive = true;
        return listed.OnTape(_tape);
    }
}
