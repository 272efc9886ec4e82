using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// The levels of one side, by mirrored key. A window of consecutive keys, addressed by the key's low bits, finds a level
/// in one step; levels outside it are kept sorted. When many commands miss the window it moves to where they are, or
/// doubles up to its widest; a key keeps its slot when the window moves, so that only what falls out is touched.
/// </summary>
internal sealed class PriceLadder
{
    // So few levels left in the window that it may leave them behind.
    private const int DesertedLevels = 16;
    private const int MissesMin = 64;

    // Where a window lies that no key has placed yet: above all prices.
    private const long Nowhere = long.MaxValue - (2L << 16);

    private readonly NodePool _nodes;
    private readonly int _side;
    private readonly int _lengthMax;
    private readonly FarLevels _far = new();

    // The level of each slot whose bit is set; what other slots hold means nothing.
    private int[] _window;
    private PriceBitmap _open;
    private long _low = Nowhere;

    // Commands that missed the window since it last moved, and how many move it next: as many as a move costs.
    private int _misses;
    private int _missesMax = MissesMin;

    public PriceLadder(NodePool nodes, int side, int length, int lengthMax)
    {
        _nodes = nodes;
        _side = side;
        _lengthMax = lengthMax;
        _window = new int[length];
        _open = new PriceBitmap(length);
    }

    /// <summary>The best key, <see cref="MirroredPrice.None"/> when the side is empty.</summary>
    public long BestKey { get; private set; } = MirroredPrice.None;

    /// <summary>The level of the best key.</summary>
    public int BestLevel { get; private set; }

    /// <summary>Keys in the window.</summary>
    public int WindowLength => _window.Length;

    /// <summary>The level of a key, made when there is none; an order is about to rest there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int LevelFor(long key)
    {
        if (!IsInWindow(key))
            return FarLevelFor(key);

        // The bitmap is in the nearest cache; the window may not be, and is not read for a level that is not there.
        return _open.Contains(SlotOf(key)) ? Slot(key) : Slot(key) = NewLevel(key);
    }

    /// <summary>The level of a key, 0 when no order rests there.</summary>
    public int Find(long key)
    {
        if (!IsInWindow(key))
            return _far.Find(key);
        return _open.Contains(SlotOf(key)) ? Slot(key) : 0;
    }

    /// <summary>Takes note that a level has its first order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Opened(long key, int level)
    {
        if (IsInWindow(key))
            _open.Set(SlotOf(key));
        if (key > BestKey)
        {
            BestKey = key;
            BestLevel = level;
        }
    }

    /// <summary>Takes note that a level has lost its last order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Closed(long key, int level)
    {
        if (IsInWindow(key))
            _open.Clear(SlotOf(key));
        else
            _far.Remove(key);
        _nodes.Give(level);
        if (key == BestKey)
            (BestKey, BestLevel) = (Below(key, out var best), best);
    }

    /// <summary>The best key below another, with its level; <see cref="MirroredPrice.None"/> when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Below(long key, out int level)
    {
        var high = _low + _window.Length - 1;
        var from = key <= high ? key - 1 : high;
        var found = MirroredPrice.None;
        level = 0;
        if (from >= _low)
        {
            // The window is a ring: from the slot down to 0, then from the top down to where the window begins.
            var slot = SlotOf(from);
            var open = _open.AtOrBelow(slot);
            if (open < 0)
                open = _open.AtOrBelow(_window.Length - 1);
            var steps = (slot - open) & (_window.Length - 1);
            if (open >= 0 && steps <= from - _low)
            {
                found = from - steps;
                level = Slot(found);
            }
        }

        return _far.Count == 0 ? found : BetterOfFar(key, found, ref level);
    }

    /// <summary>Levels in the window and outside it, counted: for checks.</summary>
    public (int InWindow, int Far) Count() => (_open.Count(), _far.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsInWindow(long key) => (ulong)(key - _low) < (ulong)_window.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(long key) => (int)key & (_window.Length - 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref int Slot(long key) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_window), (nint)(uint)SlotOf(key));

    private int NewLevel(long key)
    {
        var level = _nodes.Take();
        _nodes.Level(level) = LevelNode.Empty(key, _side, level);
        return level;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FarLevelFor(long key)
    {
        if (_low == Nowhere && key != MirroredPrice.Market)
            _low = LowFor(key, _window.Length);
        else if (++_misses > _missesMax)
            MoveTowards(key);
        if (IsInWindow(key))
            return LevelFor(key);
        var level = _far.Find(key);
        if (level == 0)
            _far.Add(key, level = NewLevel(key));
        return level;
    }

    private long BetterOfFar(long key, long found, ref int level)
    {
        var far = _far.Below(key, out var farLevel);
        if (far <= found)
            return found;
        level = farLevel;
        return far;
    }

    // Three quarters of a window lie below its top key, where the deeper levels are.
    private static long LowFor(long top, int length) => top - length / 4 * 3;

    /// <summary>Moves or widens the window so that it covers the best key and this one, unless it had better stay.</summary>
    private void MoveTowards(long key)
    {
        _misses = 0;
        var open = _open.Count();
        _missesMax = Math.Max(MissesMin, open);
        if (BestKey == MirroredPrice.Market || key == MirroredPrice.Market)
            return;
        var top = Math.Max(BestKey, key);
        var apart = (ulong)(top - (BestKey == MirroredPrice.None ? key : Math.Min(BestKey, key)));
        if (apart >= (ulong)_lengthMax / 2)
        {
            // The best price and this one do not fit together: the window leaves only when hardly anyone is left in it.
            if (open > DesertedLevels)
                return;
            top = key;
            apart = 0;
        }

        var length = _window.Length;
        while ((ulong)length < 2 * apart)
            length *= 2;
        new LadderMove(_nodes, _far).To(ref _window, ref _open, ref _low, length, LowFor(top, length));
    }
}
