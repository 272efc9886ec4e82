using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// An instrument that trades here, and its book, which counts in ticks and lots; or what is known of its market elsewhere,
/// when it trades on paper.
/// </summary>
internal sealed class Listing(int number, in ListInstrument command, OrderBookOptions options)
{
    private readonly Text32 _symbol = command.Symbol;
    private readonly OrderBook? _book = command.Execution == Execution.Book ? new OrderBook(options) : null;
    private InstrumentTerms _terms;
    private OrderList _orders;
    private RecentPrices _recent;

    public int Number => number;

    public ref readonly Text32 Symbol => ref _symbol;

    public int BaseAsset { get; } = command.BaseAsset;

    public int QuoteAsset { get; } = command.QuoteAsset;

    public ref InstrumentTerms Terms => ref _terms;

    /// <summary>How many terms it has had.</summary>
    public int Version { get; set; }

    /// <exception cref="InvalidOperationException">The instrument trades on paper.</exception>
    public OrderBook Book => _book ?? throw new InvalidOperationException($"{Symbol} has no book.");

    /// <summary>Null where the instrument has a book of its own.</summary>
    public PaperMarket? Paper { get; private set; } = command.Execution == Execution.Paper ? new PaperMarket() : null;

    public bool IsOnPaper => Paper is not null;

    /// <summary>How many trades there were.</summary>
    public long Trades { get; set; }

    /// <summary>The price of the last trade, on paper of the market elsewhere; 0 before the first.</summary>
    public long LastPrice { get; set; }

    /// <summary>The price that triggers stops; 0 while there is none.</summary>
    public long TriggerPrice => LastPrice;

    /// <summary>The orders that wait for it.</summary>
    public required Stops Stops { get; init; }

    /// <summary>The first and the last price that waiting orders have not been told of; 0 none.</summary>
    public long FirstMove { get; set; }
    public long LastMove { get; set; }

    public Phase Phase { get; set; }

    /// <summary>Orders collect, and the book has changed since it was told what an auction would do.</summary>
    public bool IsIndicationDue { get; set; }

    /// <summary>What the band is measured from.</summary>
    public ref RecentPrices Recent => ref _recent;

    /// <summary>Since when it has been in the limit state, and until when it pauses; 0 not at all.</summary>
    public long LimitSince { get; set; }
    public long PausedUntil { get; set; }

    /// <summary>Its book has changed in this command.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Orders priced to buy above or to sell below these are refused; 0 where there is no band.</summary>
    public long LowerBand => BandWidth == 0 ? 0 : _recent.Reference - BandWidth;

    /// <summary>The largest price where there is no band.</summary>
    public long UpperBand => BandWidth == 0 ? Exact.FactorMax : _recent.Reference + BandWidth;

    public bool IsKilled { get; set; }

    public int OpenOrders { get; set; }

    /// <summary>Its open orders from the oldest to the newest.</summary>
    public ref OrderList Orders => ref _orders;

    private long BandWidth => (long)(Exact.Millionths(_recent.Reference, _terms.Band) / 1_000_000);

    /// <summary>The same instrument on paper, of a market that may be changed: this one stays as it is.</summary>
    public Listing Sketch()
    {
        var sketch = (Listing)MemberwiseClone();
        sketch.Paper = Paper!.Sketch();
        return sketch;
    }

    /// <summary>
    /// Whether an order of that price is priced to trade beyond the band while trading is continuous.
    /// </summary>
    public bool IsOutsideBand(bool isBuy, long price) =>
        Phase == Phase.Continuous && (isBuy ? price > UpperBand : price < LowerBand);

    /// <summary>Whether the price is there that such a stop waits for.</summary>
    public bool HasReached(bool isBuy, long stop) =>
        TriggerPrice != 0 && (isBuy ? TriggerPrice >= stop : TriggerPrice <= stop);

    /// <summary>The worst price of an order that may go as far from a price as protection lets it.</summary>
    public long Protected(bool isBuy, long from)
    {
        var away = PriceOf(TicksOf((long)(Exact.Millionths(from, _terms.Protection) / 1_000_000)));
        return isBuy ? Math.Min(from + away, PriceOf(TicksOf(Exact.FactorMax))) : Math.Max(from - away, _terms.Tick);
    }

    /// <summary>A price, or the worst within the band where that is better; 0 where there is none to buy at.</summary>
    public long WithinBand(bool isBuy, long price) => isBuy
        ? Math.Min(price, PriceOf(TicksOf(UpperBand)))
        : Math.Max(price, PriceOf(TicksOf(LowerBand + _terms.Tick - 1)));


    public void Prefetch()
    {
        CacheLines.Prefetch(ref _terms);
        CacheLines.Prefetch(ref _orders);
        CacheLines.Prefetch(ref _recent);
    }

    public long TicksOf(long price) => price / _terms.Tick;

    public long LotsOf(long quantity) => quantity / _terms.Lot;

    public long PriceOf(long ticks) => ticks * _terms.Tick;

    /// <summary>Of as many lots as a level may show it is more than 64 bits hold; then the most that they do.</summary>
    public long QuantityOf(long lots) =>
        Math.BigMul(lots, _terms.Lot, out var quantity) == 0 && quantity >= 0 ? quantity : long.MaxValue;

    /// <summary>
    /// What a market order's protection starts from: the best price of the other side; for an auction the last trade's,
    /// where there was one. 0 when there is none.
    /// </summary>
    public long ReferenceFor(in Order order) =>
        !IsOnPaper && LastPrice != 0 && (Book.Phase == BookPhase.Call || order.Lifetime == Lifetime.Closing)
            ? TicksOf(LastPrice) * _terms.Tick
            : BestAgainst(order.Side);

    /// <summary>The best price of the other side; 0 when nobody is there.</summary>
    public long BestAgainst(Side side)
    {
        if (Paper is null)
            return PriceOf((side == Side.Buy ? Book.BestAsk : Book.BestBid) ?? 0);
        return Paper.TryBest(side == Side.Buy, _terms.Lot, out var price, out _) ? price : 0;
    }

    /// <summary>The price by which a position is valued; 0 when there is none.</summary>
    public long MarkFor(long quantity) => Paper is null ? LastPrice : Paper.MarkFor(quantity);
}
