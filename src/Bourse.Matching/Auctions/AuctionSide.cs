namespace Bourse.Matching;

/// <summary>One side's lots, shown and hidden, added up from the best price on. Made anew for each question.</summary>
internal sealed class AuctionSide
{
    private readonly int _side;
    private readonly List<long> _keys = [];
    private readonly List<Int128> _totals = [];
    private readonly Int128 _market;

    public AuctionSide(RestingOrders orders, int side)
    {
        _side = side;
        Int128 total = 0;
        ref var ladder = ref orders.Ladder(side);
        var level = ladder.BestLevel;
        for (var key = ladder.BestKey; key != MirroredPrice.None; key = ladder.Below(key, out level))
        {
            total += LotsOf(level);
            if (key == MirroredPrice.Market)
            {
                _market = total;
                continue;
            }

            _keys.Add(~key);
            _totals.Add(total);
        }
    }

    public IEnumerable<long> Prices => _keys.Select(key => MirroredPrice.Price(~key, _side));

    /// <summary>The lots of everyone who would trade at a price.</summary>
    public Int128 UpTo(long price)
    {
        var at = _keys.BinarySearch(~MirroredPrice.Key(price, _side));
        var levels = at < 0 ? ~at : at + 1;
        return levels == 0 ? _market : _totals[levels - 1];
    }

    private static Int128 LotsOf(int levelNode)
    {
        ref var level = ref Nodes.Level(levelNode);
        Int128 lots = level.Shown;
        if (level.HasIcebergs)
            for (var node = level.Next; node != levelNode; node = Nodes.Order(node).Next)
                lots += Nodes.Order(node).Hidden;
        return lots;
    }
}
