using Bourse.Market;

namespace Bourse.Matching;

/// <summary>Executes an auction: both sides in their priority, all at one price, self-trades not prevented.</summary>
internal readonly struct Auction(RestingOrders orders)
{
    public void Execute<TSink>(in AuctionResult result, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var touched = new List<(int Side, long Key)>();
        ref var bids = ref orders.Ladder(0);
        ref var asks = ref orders.Ladder(1);
        var lastBid = MirroredPrice.None;
        var lastAsk = MirroredPrice.None;
        while (result.Quantity > 0 && bids.BestKey >= MirroredPrice.Key(result.Price, 0)
               && asks.BestKey >= MirroredPrice.Key(result.Price, 1))
        {
            Touch(0, bids.BestKey, ref lastBid, touched);
            Touch(1, asks.BestKey, ref lastAsk, touched);
            TradeFirst(bids.BestLevel, asks.BestLevel, result.Price, ref sink);
        }

        foreach (var (side, key) in touched.OrderBy(level => level.Side))
            Tell(side, key, ref sink);
    }

    /// <summary>Cancels the market orders that nobody took.</summary>
    public void CancelMarketOrders<TSink>(ref TSink sink)
        where TSink : struct, IBookSink
    {
        for (var side = 0; side < 2; side++)
            while (orders.Ladder(side).BestKey == MirroredPrice.Market)
            {
                ref var level = ref Nodes.Level(orders.Ladder(side).BestLevel);
                var node = level.Next;
                ref var order = ref Nodes.Order(node);
                sink.Cancelled(order.Id, MirroredPrice.Side(side), 0, order.Shown, CancelReason.AuctionOver);
                orders.Dequeue(ref order, ref level);
                orders.Forget(node);
            }
    }

    private static void Touch(int side, long key, ref long last, List<(int Side, long Key)> touched)
    {
        if (key == last || key == MirroredPrice.Market)
            return;
        touched.Add((side, key));
        last = key;
    }

    private void TradeFirst<TSink>(int bidLevel, int askLevel, long price, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var bids = ref Nodes.Level(bidLevel);
        ref var asks = ref Nodes.Level(askLevel);
        var (buy, sell) = (bids.Next, asks.Next);
        ref var buyer = ref Nodes.Order(buy);
        ref var seller = ref Nodes.Order(sell);
        var quantity = Math.Min(buyer.Open, seller.Open);
        sink.Traded(buyer.Id, seller.Id, Side.Unknown, price, quantity);
        Fill(buy, ref buyer, ref bids, quantity);
        Fill(sell, ref seller, ref asks, quantity);
    }

    // An iceberg keeps its place and shows the next slice where it stands.
    private void Fill(int node, ref OrderNode order, ref LevelNode level, long quantity)
    {
        if (quantity == order.Open)
        {
            orders.Dequeue(ref order, ref level);
            orders.Forget(node);
            return;
        }

        var shown = order.Shown - quantity;
        if (shown <= 0 && order.IsIceberg)
        {
            ref var reserve = ref Nodes.Hidden(order.HiddenNode);
            var left = reserve.Hidden - -shown / reserve.Display * reserve.Display;
            var slice = Math.Min(reserve.Display, left);
            var rest = slice - -shown % reserve.Display;
            shown = Math.Min(rest, long.MaxValue - (level.Shown - order.Shown));
            reserve.Hidden = left - slice + rest - shown;
        }

        level.Shown += shown - order.Shown;
        order.Shown = shown;
    }

    private void Tell<TSink>(int side, long key, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var price = MirroredPrice.Price(key, side);
        var level = new DepthReader(orders).LevelAt(side, price);
        sink.LevelChanged(MirroredPrice.Side(side), price, level.Quantity, level.Orders);
    }
}
