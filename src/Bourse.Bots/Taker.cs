using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Bots;

/// <summary>
/// Takes a few lots at the market, now on one side and now on the other: likelier what is cheap by what it thinks a lot
/// is worth, and what it has too little of.
/// </summary>
internal sealed class Taker(string name, int lotsMean) : Bot(name)
{
    // How much a price that is off by this many ticks, or all lots gone, tips the scales.
    private const double OffTicks = 20;
    private const double Tip = 0.3;

    public override BotAction? Decide(BotSight sight, double worth, Chance chance)
    {
        if (sight.Phase != Phase.Continuous)
            return null;
        var middle = ((sight.Bid ?? worth) + (sight.Ask ?? worth)) / 2;
        var cheap = Math.Clamp((worth - middle) / OffTicks, -1, 1);
        var poor = Math.Clamp((double)(Founding.Lots - sight.Lots) / Founding.Lots, -1, 1);
        var side = chance.IsLess(0.5 + (Tip * cheap) + (Tip * poor / 2)) ? Side.Buy : Side.Sell;
        var lots = 1 + (long)(lotsMean * chance.NextExponential());
        lots = Math.Min(lots, side == Side.Buy ? LotsFor(sight) : sight.FreeLots);
        var isSomebodyThere = side == Side.Buy ? sight.Ask is not null : sight.Bid is not null;
        return lots > 0 && isSomebodyThere ? BotAction.Take(side, lots) : null;
    }

    // With room for worse prices than the best.
    private static long LotsFor(BotSight sight) => sight.Ask is { } ask ? sight.FreeMoney / (2 * ask) : 0;
}
