using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// The 32-byte nodes of a book: orders, levels and what icebergs hide, in chunks, so that growing copies nothing. Freed
/// nodes are reused last in, first out, while they are still in the cache. Node 0 is nobody's.
/// </summary>
internal sealed class NodePool
{
    public const int NodeBytes = 32;

    private const int ChunkShift = 9;
    private const int ChunkNodes = 1 << ChunkShift;

    private OrderNode[][] _chunks = new OrderNode[8][];
    private int _chunkCount;
    private int _free;
    private int _fresh = 1;

    public NodePool() => AddChunk();

    /// <summary>Nodes handed out and not given back.</summary>
    public int Taken { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref OrderNode Order(int node)
    {
        // A node's number comes from this pool alone, so that its chunk is there: no bounds are tested.
        var chunk = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chunks), (nint)((uint)node >> ChunkShift));
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(chunk), (nint)(uint)(node & (ChunkNodes - 1)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref LevelNode Level(int node) => ref Unsafe.As<OrderNode, LevelNode>(ref Order(node));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref HiddenNode Hidden(int node) => ref Unsafe.As<OrderNode, HiddenNode>(ref Order(node));

    /// <summary>Nodes ever handed out.</summary>
    public int MadeCount => _fresh - 1;

    /// <summary>Nodes given back and not taken again, counted: for checks.</summary>
    public int FreeCount()
    {
        var count = 0;
        for (var node = _free; node != 0; node = Order(node).Next)
            count++;
        return count;
    }

    /// <summary>Hands out a node, as its last user left it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take()
    {
        Taken++;
        var node = _free;
        if (node == 0)
            return TakeFresh();
        _free = Order(node).Next;
        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Give(int node)
    {
        Taken--;
        Order(node).Next = _free;
        _free = node;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeFresh()
    {
        if (_fresh == _chunkCount << ChunkShift)
            AddChunk();
        return _fresh++;
    }

    private void AddChunk()
    {
        if (_chunkCount == _chunks.Length)
            Array.Resize(ref _chunks, 2 * _chunks.Length);

        // Pinned, so that the collector never copies it.
        _chunks[_chunkCount++] = GC.AllocateUninitializedArray<OrderNode>(ChunkNodes, pinned: true);
    }
}
