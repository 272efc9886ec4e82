namespace Bourse.Matching;

/// <summary>Reads a book's levels and queues. Market orders that wait for an auction have no price and are left out.</summary>
internal readonly struct DepthReader(RestingOrders orders)
{
    public long? Best(int side)
    {
        var key = FirstKey(side, out _);
        return key == MirroredPrice.None ? null : MirroredPrice.Price(key, side);
    }

    public DepthLevel LevelAt(int side, long price)
    {
        var level = Find(side, price);
        return level == 0 ? new DepthLevel(price, 0, 0) : Read(price, level);
    }

    public int CopyDepth(int side, Span<DepthLevel> into)
    {
        var count = 0;
        var key = FirstKey(side, out var level);
        for (; key != MirroredPrice.None && count < into.Length; key = orders.Ladder(side).Below(key, out level))
            into[count++] = Read(MirroredPrice.Price(key, side), level);
        return count;
    }

    public int CopyOrders(int side, long price, Span<RestingOrder> into)
    {
        var level = Find(side, price);
        if (level == 0)
            return 0;
        var count = 0;
        for (var node = Nodes.Level(level).Next; node != level && count < into.Length; node = Nodes.Order(node).Next)
            into[count++] = Read(node);
        return count;
    }

    public static RestingOrder Read(int node)
    {
        ref var order = ref Nodes.Order(node);
        ref var level = ref Nodes.Level(order.Level);
        return new RestingOrder(
            order.Id, MirroredPrice.Side(level.Side), MirroredPrice.Price(level.Key, level.Side), order.Shown,
            order.Hidden, order.Display, order.Owner);
    }

    // Beyond the prices there is the level of waiting market orders.
    private int Find(int side, long price) =>
        MirroredPrice.IsOutOfRange(price) ? 0 : orders.Ladder(side).Find(MirroredPrice.Key(price, side));

    private static DepthLevel Read(long price, int node)
    {
        ref var level = ref Nodes.Level(node);
        return new DepthLevel(price, level.Shown, level.Orders);
    }

    private long FirstKey(int side, out int level)
    {
        ref var ladder = ref orders.Ladder(side);
        level = ladder.BestLevel;
        return ladder.BestKey == MirroredPrice.Market ? ladder.Below(MirroredPrice.Market, out level) : ladder.BestKey;
    }
}
