using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>
/// Hands out a book's nodes, from blocks of 16 KB, so that growing copies nothing. Freed nodes are reused last in, first
/// out, while they are still in the cache.
/// </summary>
internal struct NodePool
{
    public const int BlockBytes = BlockNodes * Nodes.NodeBytes;

    private const int BlockNodes = 512;

    private int _free;
    private int _fresh;
    private int _freshEnd;

    // The first node of the last block; that of each block links to the block before it.
    private int _block;

    public NodePool() => AddBlock(BookMemory.TakeForNewBook(BlockBytes));

    /// <summary>Nodes handed out and not given back.</summary>
    public int Taken { get; private set; }

    /// <summary>Nodes ever handed out.</summary>
    public int MadeCount { get; private set; }

    public readonly long MemoryBytes => (MadeCount + _freshEnd - _fresh) / (BlockNodes - 1) * (long)BlockBytes;

    /// <summary>Hands out a node, as its last user left it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Take()
    {
        Taken++;
        var node = _free;
        if (node == 0)
            return TakeFresh();
        _free = Nodes.Order(node).Next;
        return node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Give(int node)
    {
        Taken--;
        Nodes.Order(node).Next = _free;
        _free = node;
    }

    /// <summary>Nodes given back and not taken again, counted: for checks.</summary>
    public readonly int FreeCount()
    {
        var count = 0;
        for (var node = _free; node != 0; node = Nodes.Order(node).Next)
            count++;
        return count;
    }

    /// <summary>Gives all blocks up; no node means anything any more.</summary>
    public readonly void Release()
    {
        for (int block = _block, before; block != 0; block = before)
        {
            before = Nodes.Order(block).Next;
            BookMemory.Give(BookMemory.Start + (nint)block * Nodes.NodeBytes, BlockBytes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int TakeFresh()
    {
        if (_fresh == _freshEnd)
            AddBlock(BookMemory.Take(BlockBytes));
        MadeCount++;
        return _fresh++;
    }

    private void AddBlock(nint at)
    {
        var block = (int)((at - BookMemory.Start) / Nodes.NodeBytes);
        Nodes.Order(block).Next = _block;
        _block = block;
        _fresh = block + 1;
        _freshEnd = block + BlockNodes;
    }
}
