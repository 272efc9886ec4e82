namespace Bourse.Matching;

/// <summary>
/// The levels outside a side's window, sorted by key in blocks of 256: finding one takes two binary searches, adding or
/// removing one moves at most a block and the list of blocks. Emptied blocks are kept for reuse.
/// </summary>
internal sealed class FarLevels
{
    private const int BlockKeys = 256;

    private readonly List<Block> _blocks = [];
    private readonly Stack<Block> _spare = [];

    public int Count { get; private set; }

    /// <summary>The greatest key, <see cref="MirroredPrice.None"/> when there is none.</summary>
    public long MaxKey => Count == 0 ? MirroredPrice.None : _blocks[^1].LastKey;

    /// <summary>The node of a level, 0 when it is not here.</summary>
    public int Find(long key)
    {
        if (Count == 0)
            return 0;
        var block = _blocks[BlockOf(key)];
        var at = block.IndexOf(key);
        return at < 0 ? 0 : block.Levels[at];
    }

    /// <summary>Adds a level that is not here.</summary>
    public void Add(long key, int level)
    {
        if (Count == 0)
            _blocks.Add(TakeBlock());
        var at = BlockOf(key);
        if (_blocks[at].Count == BlockKeys)
        {
            // A key beyond the end opens a block of its own, so that levels added in order fill theirs.
            if (at == _blocks.Count - 1 && key > _blocks[at].LastKey)
                _blocks.Add(TakeBlock());
            else
                _blocks.Insert(at + 1, _blocks[at].SplitInto(TakeBlock()));
            at = BlockOf(key);
        }

        _blocks[at].Insert(key, level);
        Count++;
    }

    /// <summary>Takes out a level that is here.</summary>
    public void Remove(long key)
    {
        var at = BlockOf(key);
        _blocks[at].Remove(key);
        Count--;
        if (_blocks[at].Count > 0)
            return;
        _spare.Push(_blocks[at]);
        _blocks.RemoveAt(at);
    }

    /// <summary>The greatest key below another, with its level; <see cref="MirroredPrice.None"/> when there is none.</summary>
    public long Below(long key, out int level)
    {
        level = 0;
        if (Count == 0)
            return MirroredPrice.None;
        var at = BlockOf(key);
        var i = _blocks[at].IndexOf(key);
        i = (i < 0 ? ~i : i) - 1;
        if (i < 0)
        {
            if (--at < 0)
                return MirroredPrice.None;
            i = _blocks[at].Count - 1;
        }

        level = _blocks[at].Levels[i];
        return _blocks[at].Keys[i];
    }

    // The last block whose first key is not above the key; the first block when all are. An empty block, which was just
    // added at the end, takes any key that the one before it is too full for.
    private int BlockOf(long key)
    {
        var low = 0;
        var high = _blocks.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_blocks[middle].Count == 0 || _blocks[middle].Keys[0] <= key)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private Block TakeBlock() => _spare.TryPop(out var block) ? block : new Block();

    private sealed class Block
    {
        public readonly long[] Keys = new long[BlockKeys];
        public readonly int[] Levels = new int[BlockKeys];

        public int Count { get; private set; }

        public long LastKey => Keys[Count - 1];

        public int IndexOf(long key) => Array.BinarySearch(Keys, 0, Count, key);

        public void Insert(long key, int level)
        {
            var at = ~IndexOf(key);
            Array.Copy(Keys, at, Keys, at + 1, Count - at);
            Array.Copy(Levels, at, Levels, at + 1, Count - at);
            Keys[at] = key;
            Levels[at] = level;
            Count++;
        }

        public void Remove(long key)
        {
            var at = IndexOf(key);
            Count--;
            Array.Copy(Keys, at + 1, Keys, at, Count - at);
            Array.Copy(Levels, at + 1, Levels, at, Count - at);
        }

        public Block SplitInto(Block upper)
        {
            var half = Count / 2;
            Array.Copy(Keys, half, upper.Keys, 0, Count - half);
            Array.Copy(Levels, half, upper.Levels, 0, Count - half);
            upper.Count = Count - half;
            Count = half;
            return upper;
        }
    }
}
