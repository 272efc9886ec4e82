using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>
/// What the traders of one instrument do: those who know the worth take what is priced wrong; the others add around it,
/// cancel, and sometimes take at the best price. One thread.
/// </summary>
internal sealed class SyntheticOrders(SyntheticListing listing, SyntheticBook book, Chance chance)
{
    private const double TakeProbability = 0.12;
    private const double CancelProbability = 0.35;
    private const double LargeProbability = 0.05;
    private const double LargeTimes = 8;

    // The mean distance of an added order from the best price that makes sense, in ticks.
    private const double DepthTicks = 3;
    private const double FarTicks = 60;

    private readonly (Side Taker, long Tick, long Lots)[] _trades = new (Side, long, long)[SyntheticBook.TradesMax];
    private double _fairTicks;
    private double _halfSpread;

    /// <summary>How many trades the last order made.</summary>
    public int TradeCount { get; private set; }

    /// <summary>One of them, in the order in which they happened.</summary>
    public (Side Taker, long Tick, long Lots) TradeAt(int index) => _trades[index];

    /// <summary>Carries out one order; the book is whole before and after.</summary>
    public void Act(double fairTicks, double stress)
    {
        Watch(fairTicks, stress);
        if (TakeMispriced(book.Asks) || TakeMispriced(book.Bids))
        {
            Refill();
            return;
        }

        var side = chance.IsLess(0.5) ? book.Bids : book.Asks;
        var choice = chance.Next();
        if (choice < TakeProbability)
            Take(side, NextLots());
        else if (choice < TakeProbability + CancelProbability)
            Cancel(side);
        else
            book.Add(side, PriceOutside(side, chance.NextExponential() * DepthTicks), NextLots());
        Refill();
    }

    /// <summary>Fills the book of an instrument that is new.</summary>
    public void Open(double fairTicks, double stress)
    {
        Watch(fairTicks, stress);
        Refill();
    }

    private void Watch(double fairTicks, double stress)
    {
        TradeCount = 0;
        _fairTicks = fairTicks;
        _halfSpread = Math.Max(0.5, listing.SpreadTicks * Math.Sqrt(stress) / 2);
    }

    // Asks below the worth and bids above it: the first few are taken, the rest is withdrawn before it can be.
    private bool TakeMispriced(SyntheticSide side)
    {
        var mispriced = 0;
        while (mispriced < side.Count && (_fairTicks - side.TickAt(mispriced)) * side.Outward > 0)
            mispriced++;
        for (var i = 0; i < mispriced; i++)
            if (i < SyntheticBook.TradesMax)
                Trade(side, side.LotsAt(0));
            else
                book.Reduce(side, 0, side.LotsAt(0));
        return mispriced > 0;
    }

    private void Take(SyntheticSide side, long lots)
    {
        while (lots > 0 && TradeCount < SyntheticBook.TradesMax && side.Count > 0)
        {
            var taken = Math.Min(lots, side.LotsAt(0));
            Trade(side, taken);
            lots -= taken;
        }
    }

    private void Trade(SyntheticSide side, long lots)
    {
        _trades[TradeCount++] = (book.Opposite(side).Side, side.TickAt(0), lots);
        book.Reduce(side, 0, lots);
    }

    // What is left far away from a price that moved is withdrawn first.
    private void Cancel(SyntheticSide side)
    {
        var worst = side.Count - 1;
        var isFar = (side.TickAt(worst) - _fairTicks) * side.Outward > FarTicks;
        var depth = isFar ? worst : chance.Next(side.Count);
        var lots = side.LotsAt(depth);
        book.Reduce(side, depth, isFar || chance.IsLess(0.5) ? lots : 1 + (long)(chance.Next() * lots));
    }

    // A side that has become thin is filled from the inside, so that no hole stays at the best prices.
    private void Refill()
    {
        Refill(book.Bids);
        Refill(book.Asks);
    }

    private void Refill(SyntheticSide side)
    {
        for (var tick = PriceOutside(side, 0); side.Count < book.LevelsMin; tick += side.Outward)
            if (!side.Has(tick))
                book.Add(side, tick, NextLots());
    }

    private long PriceOutside(SyntheticSide side, double ticks)
    {
        var price = _fairTicks + (side.Outward * (_halfSpread + ticks));
        return (long)(side.Outward > 0 ? Math.Ceiling(price) : Math.Floor(price));
    }

    private long NextLots()
    {
        var lots = listing.LotsMean * chance.NextExponential() * (chance.IsLess(LargeProbability) ? LargeTimes : 1);
        return Math.Max(1, (long)lots);
    }
}
