namespace Bourse.Matching;

/// <summary>
/// The levels outside a side's window, sorted by key in blocks of 256: finding one takes two binary searches, adding or
/// removing one moves at most a block and the list of blocks.
/// </summary>
internal sealed unsafe class FarLevels
{
    private readonly List<nint> _blocks = [];

    public int Count { get; private set; }

    /// <summary>The greatest key, <see cref="MirroredPrice.None"/> when there is none.</summary>
    public long MaxKey => Count == 0 ? MirroredPrice.None : Block(_blocks.Count - 1).LastKey;

    public long MemoryBytes => _blocks.Count * (long)sizeof(FarBlock);

    /// <summary>The node of a level, 0 when it is not here.</summary>
    public int Find(long key)
    {
        if (Count == 0)
            return 0;
        ref var block = ref Block(BlockOf(key));
        var at = block.IndexOf(key);
        return at < 0 ? 0 : block.LevelAt(at);
    }

    /// <summary>Adds a level that is not here.</summary>
    public void Add(long key, int level)
    {
        if (Count == 0)
            _blocks.Add(NewBlock());
        var at = BlockOf(key);
        if (Block(at).IsFull)
        {
            // A key beyond the end opens a block of its own, so that levels added in order fill theirs.
            var added = NewBlock();
            if (at < _blocks.Count - 1 || key < Block(at).LastKey)
                Block(at).SplitInto(ref *(FarBlock*)added);
            _blocks.Insert(at + 1, added);
            at = BlockOf(key);
        }

        Block(at).Insert(key, level);
        Count++;
    }

    /// <summary>Takes out a level that is here.</summary>
    public void Remove(long key)
    {
        var at = BlockOf(key);
        Block(at).Remove(key);
        Count--;
        if (Block(at).Count > 0)
            return;
        BookMemory.Give(_blocks[at], sizeof(FarBlock));
        _blocks.RemoveAt(at);
    }

    /// <summary>The greatest key below another, with its level; <see cref="MirroredPrice.None"/> when there is none.</summary>
    public long Below(long key, out int level)
    {
        level = 0;
        if (Count == 0)
            return MirroredPrice.None;
        var at = BlockOf(key);
        var i = Block(at).IndexOf(key);
        i = (i < 0 ? ~i : i) - 1;
        if (i < 0)
        {
            if (--at < 0)
                return MirroredPrice.None;
            i = Block(at).Count - 1;
        }

        level = Block(at).LevelAt(i);
        return Block(at).KeyAt(i);
    }

    /// <summary>Gives all memory up.</summary>
    public void Release()
    {
        foreach (var block in _blocks)
            BookMemory.Give(block, sizeof(FarBlock));
    }

    private static nint NewBlock()
    {
        var block = BookMemory.Take(sizeof(FarBlock));
        ((FarBlock*)block)->Clear();
        return block;
    }

    private ref FarBlock Block(int i) => ref *(FarBlock*)_blocks[i];

    // The last block whose first key is not above the key; the first block when all are. An empty block, which was just
    // added at the end, takes any key that the one before it is too full for.
    private int BlockOf(long key)
    {
        var low = 0;
        var high = _blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (Block(middle).Count == 0 || Block(middle).KeyAt(0) <= key)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
