namespace Bourse.Matching;

/// <summary>Every resting order in its place: bids, then asks; best price first; first in the queue first.</summary>
internal struct QueueWalk(RestingOrders orders)
{
    private int _side = -1;
    private long _key = MirroredPrice.None;
    private int _level;
    private int _node;

    public readonly QueueWalk GetEnumerator() => this;

    public readonly SnapshotOrder Current
    {
        get
        {
            ref var order = ref orders.Nodes.Order(_node);
            var display = order.IsIceberg ? orders.Nodes.Hidden(order.HiddenNode).Display : 0;
            return new SnapshotOrder(
                order.Id, _key, order.Shown, orders.HiddenOf(order), display, orders.OwnerOf(order), _side);
        }
    }

    public bool MoveNext()
    {
        if (_key != MirroredPrice.None)
        {
            _node = orders.Nodes.Order(_node).Next;
            if (_node != _level)
                return true;
            _key = orders.Ladder(_side).Below(_key, out _level);
        }

        while (_key == MirroredPrice.None && _side < 1)
        {
            var ladder = orders.Ladder(++_side);
            (_key, _level) = (ladder.BestKey, ladder.BestLevel);
        }

        if (_key == MirroredPrice.None)
            return false;
        _node = orders.Nodes.Level(_level).Next;
        return true;
    }
}
