
namespace Bourse.Matching;

/// <summary>Lets an order take from the other side: best level first, oldest order first, at the maker's price.</summary>
internal readonly struct Matcher(RestingOrders orders)
{
    public void Take<TSink>(ref Taker taker, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var makers = ref orders.Ladder(1 - taker.Side);
        while (makers.BestKey >= taker.Limit && !taker.IsDone)
            TakeLevel(makers.BestLevel, ref taker, ref sink);
    }

    /// <summary>Whether the whole of an order could trade at once. Its own owner's orders do not count: see the modes.</summary>
    public bool CanFill(in Taker taker)
    {
        ref var makers = ref orders.Ladder(1 - taker.Side);
        var missing = taker.Rest;
        var level = makers.BestLevel;
        for (var key = makers.BestKey; key >= taker.Limit && missing > 0; key = makers.Below(key, out level))
            if (!Offers(level, taker, ref missing))
                return false;
        return missing <= 0;
    }

    private static bool Offers(int levelNode, in Taker taker, ref long missing)
    {
        ref var level = ref Nodes.Level(levelNode);
        if (taker.Prevention == SelfTradePrevention.None && !level.HasIcebergs)
        {
            missing -= Math.Min(missing, level.Shown);
            return true;
        }

        for (var node = level.Next; node != levelNode && missing > 0; node = Nodes.Order(node).Next)
        {
            ref var maker = ref Nodes.Order(node);
            if (!taker.Avoids(maker))
                missing -= Math.Min(missing, maker.Open);
            else if (taker.Prevention != SelfTradePrevention.CancelOldest)
                return false;
        }

        return true;
    }

    private void TakeLevel<TSink>(int levelNode, ref Taker taker, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var level = ref Nodes.Level(levelNode);
        var side = MirroredPrice.Side(level.Side);
        var price = MirroredPrice.Price(level.Key, level.Side);
        var (shown, count) = (level.Shown, level.Orders);
        do
        {
            var node = level.Next;
            ref var maker = ref Nodes.Order(node);
            if (taker.Avoids(maker))
                PreventSelfTrade(ref taker, ref level, node, price, ref sink);
            else
                Trade(ref taker, ref level, node, price, ref sink);
        }
        while (!taker.IsDone && level.Orders > 0);
        if (level.Shown != shown || level.Orders != count)
            sink.LevelChanged(side, price, level.Shown, level.Orders);
    }

    private void Trade<TSink>(ref Taker taker, ref LevelNode level, int node, long price, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var maker = ref Nodes.Order(node);
        var quantity = Math.Min(taker.Rest, maker.Shown);
        sink.Traded(taker.Id, maker.Id, MirroredPrice.Side(taker.Side), price, quantity);
        taker.Rest -= quantity;
        if (quantity < maker.Shown)
        {
            maker.Shown -= quantity;
            level.Shown -= quantity;
        }
        else if (maker.Hidden > 0)
        {
            Refill(ref maker, ref level, node);
            sink.Refilled(maker.Id, MirroredPrice.Side(level.Side), price, maker.Shown);
        }
        else
        {
            orders.Dequeue(ref maker, ref level);
            orders.Forget(node);
        }
    }

    private static void Refill(ref OrderNode order, ref LevelNode level, int node)
    {
        ref var reserve = ref Nodes.Hidden(order.HiddenNode);
        var room = long.MaxValue - (level.Shown - order.Shown);
        var shown = Math.Min(Math.Min(reserve.Display, reserve.Hidden), room);
        reserve.Hidden -= shown;
        level.Shown += shown - order.Shown;
        order.Shown = shown;
        RestingOrders.Requeue(ref order, ref level, node);
    }

    private void PreventSelfTrade<TSink>(
        ref Taker taker, ref LevelNode level, int node, long price, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var maker = ref Nodes.Order(node);
        var open = maker.Open;
        if (taker.Prevention == SelfTradePrevention.Decrement)
        {
            var by = Math.Min(taker.Rest, open);
            Lose(ref level, node, price, by, ref sink);
            taker.Rest -= by;
            if (taker.Rest > 0)
                sink.Reduced(taker.Id, MirroredPrice.Side(taker.Side), taker.Price, by, taker.Rest);
            else
                sink.Cancelled(taker.Id, MirroredPrice.Side(taker.Side), taker.Price, by, CancelReason.SelfTrade);
            return;
        }

        if (taker.Prevention != SelfTradePrevention.CancelNewest)
            Lose(ref level, node, price, open, ref sink);
        if (taker.Prevention == SelfTradePrevention.CancelOldest)
            return;
        sink.Cancelled(taker.Id, MirroredPrice.Side(taker.Side), taker.Price, taker.Rest, CancelReason.SelfTrade);
        taker.IsStopped = true;
    }

    private void Lose<TSink>(ref LevelNode level, int node, long price, long by, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var maker = ref Nodes.Order(node);
        var side = MirroredPrice.Side(level.Side);
        var open = maker.Open;
        if (by < open)
        {
            level.Shown -= maker.Reduce(by);
            sink.Reduced(maker.Id, side, price, by, open - by);
            return;
        }

        sink.Cancelled(maker.Id, side, price, by, CancelReason.SelfTrade);
        orders.Dequeue(ref maker, ref level);
        orders.Forget(node);
    }
}
