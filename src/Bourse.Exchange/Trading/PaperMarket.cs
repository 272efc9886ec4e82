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
    private PaperReference _reference;

    public ref PaperReference Reference => ref _reference;

    /// <summary>What orders execute against in the command at hand.</summary>
    public PaperBasis Basis { get; private set; }

    /// <summary>The resting orders of a side.</summary>
    public PaperQueue Queue(bool ofBuys) => ofBuys ? _buys : _sells;

    /// <summary>Finds what orders execute against now.</summary>
    public PaperBasis Look(in InstrumentTerms terms, Timestamp now) => Basis = _reference.BasisAt(now, terms);

    /// <summary>The same market without the orders that wait, to be used up.</summary>
    public PaperMarket Sketch() => new() { _reference = _reference, Basis = Basis };

    /// <summary>The best price against an order of the side, and how much of whole lots is there; false: none.</summary>
    public bool TryBest(bool isBuy, long lot, out long price, out long quantity)
    {
        if (Basis == PaperBasis.Quote)
            return Against(isBuy).TryBest(lot, out price, out quantity);
        (price, quantity) = Basis == PaperBasis.LastTrade ? (_reference.LastPrice, long.MaxValue) : (0, 0);
        return price > 0;
    }

    /// <summary>How much of what somebody wants there is at a price and better ones.</summary>
    public long Within(bool isBuy, long price, long lot, long wanted) => Basis switch
    {
        PaperBasis.Quote => Against(isBuy).Within(isBuy, price, lot, wanted),
        PaperBasis.LastTrade when (isBuy ? _reference.LastPrice <= price : _reference.LastPrice >= price) => wanted,
        _ => 0,
    };

    /// <summary>Takes what an order of the side is filled with.</summary>
    public void Take(bool isBuy, long quantity, long lot)
    {
        if (Basis == PaperBasis.Quote)
            Against(isBuy).Take(quantity, lot);
    }

    /// <summary>What a position is worth by the unit: the last trade's price, else that at which it could be closed.</summary>
    public long MarkFor(long quantity) => _reference.LastPrice > 0 ? _reference.LastPrice
        : quantity >= 0 ? _reference.Bids.BestTold
        : _reference.Asks.BestTold;

    private ref PaperSide Against(bool isBuy)
    {
        if (isBuy)
            return ref _reference.Asks;
        return ref _reference.Bids;
    }
}
