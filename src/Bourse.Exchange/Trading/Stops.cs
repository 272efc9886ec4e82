namespace Bourse.Exchange;

/// <summary>
/// The stop orders of one instrument that wait for its price: a buy for one as high as its stop, a sell for one as low.
/// </summary>
internal sealed class Stops(Orders orders)
{
    private readonly OrderHeap _buys = new(orders, isOfStops: true);
    private readonly OrderHeap _sells = new(orders, isOfStops: true);

    // Each has seen every price since it came, so that of two the earlier has the better mark, or the same.
    private OrderList _trailingBuys;
    private OrderList _trailingSells;

    public int Count => _buys.Count + _sells.Count;

    /// <summary>Those that follow the price, also when theirs has come.</summary>
    public int TrailingCount { get; private set; }

    /// <summary>No price concerns anybody here.</summary>
    public bool IsEmpty => Count == 0 && TrailingCount == 0;

    public ref OrderList TrailingBuys => ref _trailingBuys;

    public ref OrderList TrailingSells => ref _trailingSells;

    /// <summary>Goes on where a snapshot left off: its lists are there, who waits in them is looked up.</summary>
    public void Restore(OrderList all)
    {
        for (var place = all.First; place != 0; place = orders[place].InListing.Next)
        {
            ref var order = ref orders[place];
            if (order.Stop == 0 || !order.IsParked || order.PaperSince != 0 || order.Open == 0)
                continue;
            ref var stop = ref orders.StopOf(order);
            if (!stop.IsDue)
                Heap(place, order.IsBuy, stop.Price);
            TrailingCount += stop.IsTrailing ? 1 : 0;
        }
    }

    /// <summary>An order waits for a price that has not come.</summary>
    public void Add(int place)
    {
        ref var order = ref orders[place];
        ref var stop = ref orders.StopOf(place);
        Heap(place, order.IsBuy, stop.Price);
        if (order.Kind == OrderKind.TrailingStop && !stop.IsTrailing)
            Follow(place, ref stop, ref (order.IsBuy ? ref _trailingBuys : ref _trailingSells));
    }

    /// <summary>The next order that waits no longer at a price, and so waits no longer; 0 when there is none.</summary>
    public int TakeReached(long price)
    {
        var isSell = _sells.Count > 0 && -_sells.FirstKey >= price;
        if (!isSell && (_buys.Count == 0 || _buys.FirstKey > price))
            return 0;
        var heap = isSell ? _sells : _buys;
        var place = heap.First;
        heap.Remove(place);
        return place;
    }

    /// <summary>Moves the stops for which a price is better than any before.</summary>
    public void Trail(long price, long tick)
    {
        for (var place = _trailingSells.Last; place != 0 && orders.StopOf(place).Mark < price;)
            place = Move(place, price, tick);
        for (var place = _trailingBuys.Last; place != 0 && orders.StopOf(place).Mark > price;)
            place = Move(place, price, tick);
    }

    /// <summary>An order does not wait any more.</summary>
    public void Remove(int place)
    {
        ref var order = ref orders[place];
        ref var stop = ref orders.StopOf(place);
        if (stop.InHeap != 0)
            (order.IsBuy ? _buys : _sells).Remove(place);
        if (stop.IsTrailing)
            Leave(ref stop, ref (order.IsBuy ? ref _trailingBuys : ref _trailingSells));
    }

    private int Move(int place, long price, long tick)
    {
        ref var order = ref orders[place];
        ref var stop = ref orders.StopOf(place);
        stop.Mark = price;
        var trailed = stop.Trailed(order.IsBuy, tick);
        if (trailed == stop.Price)
            return stop.InTrailing.Prev;
        stop.Price = trailed;
        if (stop.InHeap != 0)
        {
            (order.IsBuy ? _buys : _sells).Remove(place);
            Heap(place, order.IsBuy, trailed);
        }

        return stop.InTrailing.Prev;
    }

    private void Heap(int place, bool isBuy, long price)
    {
        if (isBuy)
            _buys.Add(place, price);
        else
            _sells.Add(place, -price);
    }

    private void Follow(int place, ref Stop stop, ref OrderList list)
    {
        stop.IsTrailing = true;
        TrailingCount++;
        stop.InTrailing = new OrderLink { Prev = list.Last };
        (list.Last == 0 ? ref list.First : ref orders.StopOf(list.Last).InTrailing.Next) = place;
        list.Last = place;
    }

    private void Leave(ref Stop stop, ref OrderList list)
    {
        stop.IsTrailing = false;
        TrailingCount--;
        var (next, prev) = (stop.InTrailing.Next, stop.InTrailing.Prev);
        (prev == 0 ? ref list.First : ref orders.StopOf(prev).InTrailing.Next) = next;
        (next == 0 ? ref list.Last : ref orders.StopOf(next).InTrailing.Prev) = prev;
        stop.InTrailing = default;
    }
}
