namespace Bourse.Exchange;

/// <summary>
/// Open orders that may only reduce a position: for each position a list of them, the oldest first, and which positions
/// have become smaller than theirs come to.
/// </summary>
internal sealed class ReduceOnlyOrders(Positions positions, Orders orders)
{
    private readonly Queue<int> _exceeded = [];

    public void Add(int place)
    {
        ref var order = ref orders[place];
        ref var list = ref positions[order.Position].Reducing;
        order.InReducing = new OrderLink { Prev = list.Last };
        (list.Last == 0 ? ref list.First : ref orders[list.Last].InReducing.Next) = place;
        list.Last = place;
    }

    public void Remove(int place)
    {
        ref var order = ref orders[place];
        ref var list = ref positions[order.Position].Reducing;
        var (next, prev) = (order.InReducing.Next, order.InReducing.Prev);
        (prev == 0 ? ref list.First : ref orders[prev].InReducing.Next) = next;
        (next == 0 ? ref list.Last : ref orders[next].InReducing.Prev) = prev;
    }

    /// <summary>Notices a position that a fill has changed.</summary>
    public void Watch(int place, long lot)
    {
        ref var position = ref positions[place];
        if (position.IsExceeded || Excess(position, lot) <= 0)
            return;
        position.IsExceeded = true;
        _exceeded.Enqueue(place);
    }

    /// <summary>The position that was exceeded first since it was last asked.</summary>
    public bool TryTakeExceeded(out int place)
    {
        if (!_exceeded.TryDequeue(out place))
            return false;
        positions[place].IsExceeded = false;
        return true;
    }

    /// <summary>By how much a position's orders come to more than it; 0 or less when they do not.</summary>
    public long Excess(in Position position, long lot) => position.Reducing.First == 0
        ? 0
        : position.OpenReducing - position.Reducible(orders[position.Reducing.First].IsBuy, lot);
}
