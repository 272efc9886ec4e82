using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// The orders that rest in a book: their nodes, their ids and the two ladders of levels, kept in step. What is sent out
/// about a change is its caller's business.
/// </summary>
internal sealed class RestingOrders
{
    private readonly OrderIndex _index;
    private readonly PriceLadder[] _ladders;

    public RestingOrders(OrderBookOptions options)
    {
        Nodes = new NodePool();
        _index = new OrderIndex(Nodes);
        _ladders =
        [
            new PriceLadder(Nodes, 0, options.WindowTicks, options.WindowTicksMax),
            new PriceLadder(Nodes, 1, options.WindowTicks, options.WindowTicksMax),
        ];
    }

    public NodePool Nodes { get; }

    public int Count { get; private set; }

    /// <summary>Entries in the index, counted: for checks.</summary>
    public int IndexCount() => _index.Count();

    /// <summary>The bids for 0, the asks for 1. Indexed, not chosen: the side of the next order cannot be predicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PriceLadder Ladder(int side) =>
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ladders), (nint)(uint)side);

    /// <summary>The node of an order, 0 when none of that id rests; and its place in the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id, out IndexPlace place) => _index.Find(id, out place);

    /// <summary>The node of an order, 0 when none of that id rests.</summary>
    public int Find(ulong id) => _index.Find(id, out _);

    /// <summary>A node and an entry for an order that is about to rest, an iceberg unless its display is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Register(ulong id, int owner, long display, in IndexPlace place)
    {
        var node = Nodes.Take();
        ref var order = ref Nodes.Order(node);
        order.Id = id;
        order.Owner = display == 0 ? owner : Conceal(owner, display);
        _index.Add(id, node, place);
        Count++;
        return node;
    }

    /// <summary>Gives up an order that is in no queue any more.</summary>
    public void Forget(int node) => Forget(node, _index.PlaceOf(Nodes.Order(node).Id));

    /// <summary>The same when its place in the index is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Forget(int node, in IndexPlace place)
    {
        ref var order = ref Nodes.Order(node);
        if (order.IsIceberg)
            Nodes.Give(order.HiddenNode);
        OrderIndex.Remove(place);
        Nodes.Give(node);
        Count--;
    }

    /// <summary>
    /// Puts a registered order at the back of a key's queue, of an iceberg what it shows; returns the level, 0 when the
    /// level's quantity would overflow, and then nothing has changed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Enqueue(int node, int side, long key, long quantity)
    {
        var ladder = Ladder(side);
        var levelNode = ladder.LevelFor(key);
        ref var level = ref Nodes.Level(levelNode);
        ref var order = ref Nodes.Order(node);
        var shown = order.IsIceberg ? Hide(order.HiddenNode, quantity) : quantity;
        if (level.Shown > long.MaxValue - shown)
            return 0;
        order.Shown = shown;
        order.Level = levelNode;
        if (order.IsIceberg)
            level.CountIceberg();
        level.Shown += shown;
        Append(ref level, levelNode, ref order, node);
        if (level.Orders++ == 0)
            ladder.Opened(key, levelNode);
        return levelNode;
    }

    /// <summary>Puts a registered order at the back of its level exactly as a snapshot has it.</summary>
    public int Enqueue(int node, in SnapshotOrder snapshot)
    {
        var levelNode = Enqueue(node, snapshot.Side, snapshot.Key, snapshot.Shown);
        ref var order = ref Nodes.Order(node);
        if (order.IsIceberg)
            Nodes.Hidden(order.HiddenNode).Hidden = snapshot.Hidden;
        return levelNode;
    }

    /// <summary>Takes an order out of its queue. It stays registered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dequeue(ref OrderNode order, ref LevelNode level)
    {
        Unlink(ref order);
        if (order.IsIceberg)
            level.UncountIceberg();
        level.Shown -= order.Shown;
        if (--level.Orders == 0)
            Ladder(level.Side).Closed(level.Key, order.Level);
    }

    /// <summary>Puts an order that stays at its level behind the others there.</summary>
    public void Requeue(ref OrderNode order, ref LevelNode level, int node)
    {
        Unlink(ref order);
        Append(ref level, order.Level, ref order, node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int OwnerOf(in OrderNode order) => order.IsIceberg ? Nodes.Hidden(order.HiddenNode).Owner : order.Owner;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long HiddenOf(in OrderNode order) => order.IsIceberg ? Nodes.Hidden(order.HiddenNode).Hidden : 0;

    /// <summary>Takes lots away from an order without a trade: hidden ones first, so that it keeps what it shows.</summary>
    public void Reduce(ref OrderNode order, ref LevelNode level, long by)
    {
        if (order.IsIceberg)
        {
            ref var hidden = ref Nodes.Hidden(order.HiddenNode).Hidden;
            var fromHidden = Math.Min(by, hidden);
            hidden -= fromHidden;
            by -= fromHidden;
        }

        order.Shown -= by;
        level.Shown -= by;
    }

    private int Conceal(int owner, long display)
    {
        var node = Nodes.Take();
        Nodes.Hidden(node) = new HiddenNode { Display = display, Owner = owner };
        return ~node;
    }

    private long Hide(int hiddenNode, long quantity)
    {
        ref var hidden = ref Nodes.Hidden(hiddenNode);
        var shown = Math.Min(hidden.Display, quantity);
        hidden.Hidden = quantity - shown;
        return shown;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Unlink(ref OrderNode order)
    {
        Nodes.Order(order.Prev).Next = order.Next;
        Nodes.Order(order.Next).Prev = order.Prev;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(ref LevelNode level, int levelNode, ref OrderNode order, int node)
    {
        var last = level.Prev;
        order.Next = levelNode;
        order.Prev = last;
        level.Prev = node;
        Nodes.Order(last).Next = node;
    }
}
