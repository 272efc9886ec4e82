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
            ref var order = ref Nodes.Order(_node);
            return new SnapshotOrder(
                order.Id, _key, order.Shown, order.Hidden, order.Display, order.Owner, _side);
        }
    }

    public bool MoveNext()
    {
        if (_key != MirroredPrice.None)
        {
            _node = Nodes.Order(_node).Next;
            if (_node != _level)
                return true;
            _key = orders.Ladder(_side).Below(_key, out _level);
        }

        while (_key == MirroredPrice.None && _side < 1)
        {
            ref var ladder = ref orders.Ladder(++_side);
            (_key, _level) = (ladder.BestKey, ladder.BestLevel);
        }

        if (_key == MirroredPrice.None)
            return false;
        _node = Nodes.Level(_level).Next;
        return true;
    }
}
