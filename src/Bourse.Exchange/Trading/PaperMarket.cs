using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// What is known of the market elsewhere of one instrument on paper, and the orders that wait for it. What orders have
/// taken of a level stays taken until another quote comes.
/// </summary>
internal sealed class PaperMarket
{
    private readonly PaperQueue _buys = new(isOfBuys: true);
    private readonly PaperQueue _sells = new(isOfBuys: false);
    private PaperSide _bids;
    private PaperSide _asks;

    /// <summary>The sequence of the last reference; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The exchange's time when it came.</summary>
    public long ArrivedAt { get; private set; }

    public long MarketTime { get; private set; }

    public long QuoteTime { get; private set; }

    public long LastPrice { get; private set; }

    public long LastTime { get; private set; }

    /// <summary>What orders execute against in the command at hand.</summary>
    public PaperBasis Basis { get; private set; }

    /// <summary>What buyers meet.</summary>
    public ref PaperSide Asks => ref _asks;

    /// <summary>What sellers meet.</summary>
    public ref PaperSide Bids => ref _bids;

    /// <summary>The resting orders of a side.</summary>
    public PaperQueue Queue(bool ofBuys) => ofBuys ? _buys : _sells;

    public void Set(in SetReference command, long sequence, Timestamp now)
    {
        var isSameQuote = Sequence != 0 && command.QuoteTime == QuoteTime
            && AreEqual(command.BidLevels.First(command.Bids), _bids.Told)
            && AreEqual(command.AskLevels.First(command.Asks), _asks.Told);
        if (!isSameQuote)
        {
            _bids.Set(command.BidLevels, command.Bids);
            _asks.Set(command.AskLevels, command.Asks);
        }

        (Sequence, ArrivedAt) = (sequence, now.Nanoseconds);
        (MarketTime, QuoteTime) = (command.MarketTime, command.QuoteTime);
        (LastPrice, LastTime) = (command.LastPrice, command.LastTime);
    }

    /// <summary>Finds what orders execute against now.</summary>
    public PaperBasis Look(in InstrumentTerms terms, Timestamp now) => Basis =
        Sequence == 0 ? PaperBasis.None
        : _bids.Count + _asks.Count > 0 && AgeOf(QuoteTime, now) <= terms.QuoteAgeMax ? PaperBasis.Quote
        : LastPrice > 0 && terms.TradeAgeMax > 0 && AgeOf(LastTime, now) <= terms.TradeAgeMax ? PaperBasis.LastTrade
        : PaperBasis.Stale;

    /// <summary>The best price against an order of the side, and how much of whole lots is there; false: none.</summary>
    public bool TryBest(bool isBuy, long lot, out long price, out long quantity)
    {
        if (Basis == PaperBasis.Quote)
            return Against(isBuy).TryBest(lot, out price, out quantity, out _);
        (price, quantity) = Basis == PaperBasis.LastTrade ? (LastPrice, long.MaxValue) : (0, 0);
        return price > 0;
    }

    /// <summary>How much of what somebody wants there is at a price and better ones.</summary>
    public long Within(bool isBuy, long price, long lot, long wanted) => Basis switch
    {
        PaperBasis.Quote => Against(isBuy).Within(isBuy, price, lot, wanted),
        PaperBasis.LastTrade when (isBuy ? LastPrice <= price : LastPrice >= price) => wanted,
        _ => 0,
    };

    /// <summary>Takes what an order of the side is filled with.</summary>
    public void Take(bool isBuy, long quantity, long lot)
    {
        if (Basis == PaperBasis.Quote)
            Against(isBuy).Take(quantity, lot);
    }

    /// <summary>What a position is worth by the unit: the last trade's price, else that at which it could be closed.</summary>
    public long MarkFor(long quantity) => LastPrice > 0 ? LastPrice
        : quantity >= 0 ? (_bids.Count > 0 ? _bids.Told[0].Price : 0)
        : _asks.Count > 0 ? _asks.Told[0].Price : 0;

    private ref PaperSide Against(bool isBuy)
    {
        if (isBuy)
            return ref _asks;
        return ref _bids;
    }

    private Int128 AgeOf(long time, Timestamp now) =>
        (Int128)MarketTime - time + now.Nanoseconds - ArrivedAt;

    private static bool AreEqual(ReadOnlySpan<ReferenceLevel> levels, ReadOnlySpan<ReferenceLevel> others)
    {
        if (levels.Length != others.Length)
            return false;
        for (var i = 0; i < levels.Length; i++)
            if (levels[i].Price != others[i].Price || levels[i].Size != others[i].Size)
                return false;
        return true;
    }
}
