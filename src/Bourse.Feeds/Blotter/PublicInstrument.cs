using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;
using Bourse.Tape;
using ExchangeTerms = Bourse.Exchange.InstrumentTerms;
using TapeTerms = Bourse.Tape.InstrumentTerms;

namespace Bourse.Feeds.Blotter;

/// <summary>An instrument of our exchange as everybody may know it: its terms, its book, its best prices.</summary>
internal sealed class PublicInstrument(string symbol)
{
    // More changes than this are more than one event: a command may end a million orders.
    private const int ChangesMax = 512;

    // Readers of the tape find a whole book within this time of any change.
    private const long SnapshotNanoseconds = 60 * Timestamp.PerSecond;

    private readonly BookSide _bids = new(Side.Buy);
    private readonly BookSide _asks = new(Side.Sell);
    private readonly List<BookLevel> _bidChanges = [];
    private readonly List<BookLevel> _askChanges = [];
    private TapeTerms _terms = new("", "");
    private Instrument? _taped;
    private bool _isUntapeable;
    private (BookLevel Bid, BookLevel Ask) _top;
    private long _snapshotDue = long.MinValue;

    public string Symbol { get; } = symbol;

    /// <summary>The source of its trades; null before it is opened.</summary>
    public Source? Trades { get; set; }

    public bool HasManyChanges => _bidChanges.Count + _askChanges.Count >= ChangesMax;

    public void Take(in ExchangeTerms terms, string currency)
    {
        _terms = _terms with
        {
            Currency = currency, TickSize = new Price(terms.Tick), LotSize = new Quantity(terms.Lot),
        };
        _taped = null;
    }

    /// <summary>A bot has placed an order: from now on it is marked.</summary>
    public void TakeBots()
    {
        if (_terms.HasBots)
            return;
        _terms = _terms with { HasBots = true, Name = $"{Symbol} (bots make this market)" };
        _taped = null;
    }

    /// <summary>Its definition, written where the tape has none or another; null where the tape cannot hold its symbol.</summary>
    public Instrument? OnTape(TapeInlet tape)
    {
        if (_taped is not null || _isUntapeable)
            return _taped;
        if (Instrument.IsSymbol(Symbol, Instrument.SymbolLengthMax))
            return _taped = tape.Redefine(PublicMarket.Venue, Symbol, _terms);
        _isUntapeable = true;
        tape.PublishState(FeedState.Live, $"'{Symbol}' is not published: a symbol here has A-Z 0-9 . _ - / only");
        return null;
    }

    /// <summary>Takes a change that the tape has already.</summary>
    public void Remember(in LevelChanged changed)
    {
        Put(changed);
        _top = Top();
        IsSnapshotDue(changed.Header.Time);
    }

    /// <summary>Takes a change to be published.</summary>
    public void Change(in LevelChanged changed)
    {
        var level = Put(changed);
        var changes = changed.Side == Side.Buy ? _bidChanges : _askChanges;
        var known = changes.FindLastIndex(other => other.Price == level.Price);
        if (known < 0)
            changes.Add(level);
        else
            changes[known] = level;
    }

    public void ClearChanges()
    {
        _bidChanges.Clear();
        _askChanges.Clear();
    }

    /// <summary>The best prices, if they are others than at the last time.</summary>
    public bool TryTakeQuote(in EventHeader header, out Quote quote)
    {
        var top = Top();
        quote = new Quote(header, top.Bid.Price, top.Bid.Quantity, top.Ask.Price, top.Ask.Quantity);
        if (top == _top)
            return false;
        _top = top;
        return true;
    }

    /// <summary>Publishes the changes, or the whole book when that is due.</summary>
    public void PublishBook(TapeInlet tape, in EventHeader header)
    {
        var isSnapshot = IsSnapshotDue(header.VenueTime)
            && BookUpdate.BytesFor(_bids.Count, _asks.Count) <= tape.EventBytesMax;
        if (isSnapshot)
            tape.PublishBook(
                MarketEventType.BookSnapshot, header with { Flags = header.Flags | EventFlags.Snapshot },
                LevelsOf(_bids), LevelsOf(_asks));
        else
            tape.PublishBook(
                MarketEventType.BookDelta, header, CollectionsMarshal.AsSpan(_bidChanges),
                CollectionsMarshal.AsSpan(_askChanges));
    }

    private static BookLevel[] LevelsOf(BookSide side)
    {
        var levels = new BookLevel[side.Count];
        side.CopyTo(levels);
        return levels;
    }

    private BookLevel Put(in LevelChanged changed)
    {
        var level = new BookLevel(new Price(changed.Price), new Quantity(changed.Quantity));
        (changed.Side == Side.Buy ? _bids : _asks).Set(level);
        return level;
    }

    private (BookLevel Bid, BookLevel Ask) Top() =>
        (_bids.Count > 0 ? _bids[0] : default, _asks.Count > 0 ? _asks[0] : default);

    private bool IsSnapshotDue(Timestamp time)
    {
        if (time.Nanoseconds < _snapshotDue)
            return false;
        _snapshotDue = time.Nanoseconds + SnapshotNanoseconds;
        return true;
    }
}
