using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Bots;

/// <summary>
/// Bids below and asks above what it thinks a lot is worth, at several levels. It leans against what it has: with many
/// lots it quotes lower, with few higher, and a side for which it has no means it leaves empty.
/// </summary>
/// <param name="half">Half the spread that it wants, in ticks.</param>
/// <param name="lotsMean">About how many lots an order has.</param>
internal sealed class Maker(string name, int levels, double half, int lotsMean) : Bot(name)
{
    // Levels lie on a grid of this many ticks, so that a small move of the price moves no order.
    private const int StepTicks = 2;

    // So many ticks lower it quotes with twice the lots of its founding, and higher with none.
    private const double LeanTicks = 20;

    public override BotAction? Decide(BotSight sight, double worth, Chance chance)
    {
        if (sight.Phase != Phase.Continuous)
            return null;
        var middle = worth - (LeanTicks * (sight.Lots - Founding.Lots) / Founding.Lots);
        var first = chance.IsLess(0.5) ? Side.Buy : Side.Sell;
        return Quote(sight, first, middle, chance) ?? Quote(sight, Opposite(first), middle, chance);
    }

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private BotAction? Quote(BotSight sight, Side side, double middle, Chance chance)
    {
        var wanted = Wanted(sight, side, middle);
        var own = sight.Orders.Where(order => order.Side == side).ToList();
        var missing = wanted.FirstOrDefault(price => own.All(order => order.Price != price));
        var stale = own.Where(order => !wanted.Contains(order.Price)).ToList();
        var lots = 1 + (long)(lotsMean * chance.NextExponential());
        if (stale.Count > 0)
        {
            // The order that is furthest out of line is the one that costs most, or stands in the way.
            var worst = stale.MaxBy(order => Math.Abs(order.Price - middle))!;
            var most = stale.MaxBy(order => side == Side.Buy ? order.Price : -order.Price)!;
            var moved = IsInside(most, side, wanted) ? most : worst;
            return missing > 0 ? BotAction.Move(moved, missing) : BotAction.Cancel(moved);
        }

        if (missing <= 0)
            return null;
        lots = Math.Min(lots, side == Side.Buy ? sight.FreeMoney / missing : sight.FreeLots);
        return lots > 0 ? BotAction.Place(side, missing, lots) : null;
    }

    // Priced better than it wants to be at its best.
    private static bool IsInside(BotOrder order, Side side, List<long> wanted) =>
        wanted.Count == 0 || (side == Side.Buy ? order.Price > wanted[0] : order.Price < wanted[0]);

    // The best first; never so that it would take.
    private List<long> Wanted(BotSight sight, Side side, double middle)
    {
        if (side == Side.Buy && sight.Lots >= 2 * Founding.Lots)
            return [];
        var sign = side == Side.Buy ? -1 : 1;
        var best = side == Side.Buy
            ? Math.Min((long)Math.Floor(middle - half), (sight.Ask ?? long.MaxValue) - 1)
            : Math.Max((long)Math.Ceiling(middle + half), (sight.Bid ?? 0) + 1);
        best = side == Side.Buy ? best / StepTicks * StepTicks : (best + StepTicks - 1) / StepTicks * StepTicks;
        return [.. Enumerable.Range(0, levels).Select(level => best + (sign * level * StepTicks)).Where(price => price > 0)];
    }
}
