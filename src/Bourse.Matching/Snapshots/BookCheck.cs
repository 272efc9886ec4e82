using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>Checks what must hold in a book after every command. Walks everything: for tests.</summary>
internal readonly struct BookCheck(RestingOrders orders)
{
    public void Run(BookPhase phase)
    {
        ref var bids = ref orders.Ladder(0);
        ref var asks = ref orders.Ladder(1);
        Holds(phase == BookPhase.Call || bids.BestKey < ~asks.BestKey || orders.Count == 0);
        var counted = CheckSide(0) + CheckSide(1);
        Holds(counted.Orders == orders.Count);
        Holds(orders.CountIndex() == (orders.Count, 0));
        var pool = orders.Pool;
        Holds(pool.Taken == counted.Orders + counted.Icebergs + counted.Levels);
        Holds(pool.FreeCount() + pool.Taken == pool.MadeCount);
    }

    private Tally CheckSide(int side)
    {
        ref var ladder = ref orders.Ladder(side);
        var tally = default(Tally);
        var level = ladder.BestLevel;
        for (var key = ladder.BestKey; key != MirroredPrice.None; key = ladder.Below(key, out level))
        {
            Holds(ladder.Find(key) == level);
            tally += CheckLevel(side, key, level);
        }

        // The walk goes by the bitmap and the far levels: it meets as many as they count.
        var open = ladder.Count();
        Holds(open.InWindow + open.Far == tally.Levels);
        return tally;
    }

    private Tally CheckLevel(int side, long key, int levelNode)
    {
        ref var level = ref Nodes.Level(levelNode);
        Holds(level.Key == key && level.Side == side);
        var tally = new Tally(0, 0, 1);
        var shown = 0L;
        var before = levelNode;
        for (var node = level.Next; node != levelNode; before = node, node = Nodes.Order(node).Next)
        {
            ref var order = ref Nodes.Order(node);
            Holds(order.Prev == before && order.Level == levelNode);
            Holds(order.Shown > 0 && order.Hidden >= 0);
            Holds(orders.Find(order.Id) == node);
            shown = checked(shown + order.Shown);
            tally += new Tally(1, order.IsIceberg ? 1 : 0, 0);
            Holds(tally.Orders <= orders.Count);
        }

        Holds(level.Prev == before && level.Shown == shown && level.Orders == tally.Orders && tally.Orders > 0);
        Holds(level.HasIcebergs == tally.Icebergs > 0);
        return tally;
    }

    private static void Holds(bool condition, [CallerArgumentExpression(nameof(condition))] string? that = null)
    {
        if (!condition)
            throw new InvalidOperationException($"Does not hold: {that}");
    }

    private readonly record struct Tally(int Orders, int Icebergs, int Levels)
    {
        public static Tally operator +(Tally a, Tally b) =>
            new(a.Orders + b.Orders, a.Icebergs + b.Icebergs, a.Levels + b.Levels);
    }
}
