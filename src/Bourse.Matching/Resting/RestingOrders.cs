using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// The orders that rest in a book: their nodes, their ids and the two ladders of levels, kept in step. What is sent out
/// about a change is its caller's business. The parts are structures in this one object, which lies on few cache lines;
/// it owns their memory and gives it back when it is collected.
/// </summary>
internal sealed class RestingOrders
{
    // What the collector should know about the least that a book takes outside its heap.
    private const int BytesOutside = 32 << 10;

    private OrderIndex _index = new();
    private NodePool _pool = new();
    private Ladders _ladders;

    // The constructor came to its end: there is something to give back.
    private readonly bool _isWhole;

    public RestingOrders(OrderBookOptions options)
    {
        OrdersMax = options.OrdersMax;
        for (var side = 0; side < 2; side++)
            _ladders[side] = new PriceLadder(options.WindowTicks, options.WindowTicksMax);
        GC.AddMemoryPressure(BytesOutside);
        _isWhole = true;
    }

    ~RestingOrders()
    {
        if (!_isWhole)
            return;
        _pool.Release();
        _index.Release();
        for (var side = 0; side < 2; side++)
            _ladders[side].Release();
        GC.RemoveMemoryPressure(BytesOutside);
    }

    /// <summary>Makes memory ready for so many orders of any books, and as many levels.</summary>
    public static void Reserve(int orders)
    {
        BookMemory.Reserve((int)(2L * orders * Nodes.NodeBytes / NodePool.BlockBytes) + 1, NodePool.BlockBytes);
        BookMemory.Reserve(orders / OrderIndex.SegmentOrders + 1, IndexSegment.Bytes);
    }

    public void Prefetch()
    {
        CacheLines.Prefetch(ref _index);
        CacheLines.Prefetch(ref _ladders);
    }

    public void PrefetchId(ulong id) => _index.Prefetch(id);

    public void PrefetchOrder(ulong id)
    {
        if (_index.Guess(id) is var node and not 0)
            CacheLines.Prefetch(ref Nodes.Order(node));
    }

    public int Count { get; private set; }

    public int OrdersMax { get; }

    public NodePool Pool => _pool;

    public long MemoryBytes =>
        _pool.MemoryBytes + _index.MemoryBytes + _ladders[0].MemoryBytes + _ladders[1].MemoryBytes;

    /// <summary>Orders in the index, and those miscounted there: for checks.</summary>
    public (int Orders, int Miscounted) CountIndex() => _index.Count();

    /// <summary>The bids for 0, the asks for 1. Indexed, not chosen: the side of the next order cannot be predicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PriceLadder Ladder(int side) =>
        ref Unsafe.Add(ref Unsafe.As<Ladders, PriceLadder>(ref _ladders), (nint)(uint)side);

    /// <summary>The node of an order, 0 when none of that id rests; and its place in the index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id, out IndexPlace place) => _index.Find(id, out place);

    /// <summary>The node of an order, 0 when none of that id rests.</summary>
    public int Find(ulong id) => _index.Find(id, out _);

    /// <summary>No room for another order of such an id; where it was searched for and not found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsIndexFull(ulong id, in IndexPlace place) => _index.IsFull(id, place);

    /// <summary>A node and an entry for an order that is about to rest, an iceberg unless its display is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Register(ulong id, int owner, long display, in IndexPlace place)
    {
        var node = _pool.Take();
        if (display == 0)
            Nodes.Order(node).Begin(id, owner);
        else
            Nodes.Order(node).BeginIceberg(id, owner, display, _pool.Take());
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
            _pool.Give(order.HiddenNode);
        _index.Remove(order.Id, place);
        _pool.Give(node);
        Count--;
    }

    /// <summary>
    /// Puts a registered order at the back of a key's queue, of an iceberg what it shows; returns the level, 0 when the
    /// level's quantity would overflow, and then nothing has changed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Enqueue(int node, int side, long key, long quantity)
    {
        ref var ladder = ref Ladder(side);
        var levelNode = ladder.FindToRest(key);
        if (levelNode == 0)
            ladder.Open(key, levelNode = NewLevel(key, side));
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
        level.Orders++;
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
        if (--level.Orders > 0)
            return;
        Ladder(level.Side).Close(level.Key);
        _pool.Give(order.Level);
    }

    /// <summary>Puts an order that stays at its level behind the others there.</summary>
    public static void Requeue(ref OrderNode order, ref LevelNode level, int node)
    {
        Unlink(ref order);
        Append(ref level, order.Level, ref order, node);
    }

    private int NewLevel(long key, int side)
    {
        var level = _pool.Take();
        Nodes.Level(level) = LevelNode.Empty(key, side, level);
        return level;
    }

    private static long Hide(int hiddenNode, long quantity)
    {
        ref var hidden = ref Nodes.Hidden(hiddenNode);
        var shown = Math.Min(hidden.Display, quantity);
        hidden.Hidden = quantity - shown;
        return shown;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Unlink(ref OrderNode order)
    {
        Nodes.Order(order.Prev).Next = order.Next;
        Nodes.Order(order.Next).Prev = order.Prev;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Append(ref LevelNode level, int levelNode, ref OrderNode order, int node)
    {
        var last = level.Prev;
        order.Next = levelNode;
        order.Prev = last;
        level.Prev = node;
        Nodes.Order(last).Next = node;
    }

    [InlineArray(2)]
    private struct Ladders
    {
        private PriceLadder _bids;
    }
}
