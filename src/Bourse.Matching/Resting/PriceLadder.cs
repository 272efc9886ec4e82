using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>
/// The levels of one side, by mirrored key: those near the best in a window, found in one step; the others sorted. When
/// many of the commands miss the window it moves to where they are, or doubles up to its widest.
/// </summary>
internal struct PriceLadder
{
    // So few levels left in the window that it may leave them behind.
    private const int DesertedLevels = 16;

    // A window moves when this many commands have missed it since it last did, or as many as a move costs, and no fewer
    // than one in eight has: single far orders do not move it, however long they go on.
    private const int MissesMin = 64;
    private const int MissShare = 8;

    // Where a window lies that no key has placed yet: above all prices.
    private const long Nowhere = long.MaxValue - (2L << 16);

    private readonly FarLevels _far = new();
    private readonly int _lengthMax;
    private PriceWindow _window;

    // The greatest of the far keys.
    private long _farBest = MirroredPrice.None;
    private long _hits;
    private int _misses;
    private int _missesMax = MissesMin;

    public PriceLadder(int length, int lengthMax)
    {
        _lengthMax = lengthMax;
        _window = PriceWindow.ForNewBook(length, Nowhere);
    }

    /// <summary>The best key, <see cref="MirroredPrice.None"/> when the side is empty.</summary>
    public long BestKey { get; private set; } = MirroredPrice.None;

    /// <summary>The level of the best key.</summary>
    public int BestLevel { get; private set; }

    /// <summary>Keys in the window.</summary>
    public readonly int WindowLength => _window.Length;

    public readonly long MemoryBytes => _window.MemoryBytes + _far.MemoryBytes;

    public readonly void Prefetch(long key)
    {
        if (_window.Covers(key))
            _window.Prefetch(key);
    }

    /// <summary>The level of a key, 0 when no order rests there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Find(long key)
    {
        if (!_window.Covers(key))
            return _far.Find(key);

        // The bitmap is in the nearest cache; the window may not be, and is not read for a level that is not there.
        return _window.IsOpen(key) ? _window.LevelAt(key) : 0;
    }

    /// <summary>The same for an order that is about to rest; the window may move to where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindToRest(long key)
    {
        if (_window.Covers(key))
            _hits++;
        else
            Missed(key);
        return Find(key);
    }

    /// <summary>Adds the level of a key that has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Open(long key, int level)
    {
        if (_window.Covers(key))
            _window.Open(key, level);
        else
            OpenFar(key, level);
        if (key > BestKey)
        {
            BestKey = key;
            BestLevel = level;
        }
    }

    /// <summary>Takes a key's level out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Close(long key)
    {
        if (_window.Covers(key))
            _window.Close(key);
        else
            CloseFar(key);
        if (key == BestKey)
            (BestKey, BestLevel) = (Below(key, out var best), best);
    }

    /// <summary>The best key below another, with its level; <see cref="MirroredPrice.None"/> when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long Below(long key, out int level)
    {
        var from = Math.Min(key - 1, _window.High);
        var found = from >= _window.Low ? _window.AtOrBelow(from) : MirroredPrice.None;
        level = found == MirroredPrice.None ? 0 : _window.LevelAt(found);
        return _farBest <= found ? found : BetterOfFar(key, found, ref level);
    }

    /// <summary>Levels in the window and outside it, counted: for checks.</summary>
    public readonly (int InWindow, int Far) Count() => (_window.Count(), _far.Count);

    /// <summary>Gives all memory up; the ladder must not be used any more.</summary>
    public readonly void Release()
    {
        _window.Release();
        _far.Release();
    }

    // Three quarters of a window lie below its top key, where the deeper levels are.
    private static long LowFor(long top, int length) => top - length / 4 * 3;

    private readonly long BetterOfFar(long key, long found, ref int level)
    {
        var far = _far.Below(key, out var farLevel);
        if (far <= found)
            return found;
        level = farLevel;
        return far;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OpenFar(long key, int level)
    {
        _far.Add(key, level);
        _farBest = Math.Max(_farBest, key);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CloseFar(long key)
    {
        _far.Remove(key);
        if (key == _farBest)
            _farBest = _far.MaxKey;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Missed(long key)
    {
        if (key == MirroredPrice.Market)
            return;
        if (_window.Low == Nowhere)
            _window.Low = LowFor(key, _window.Length);
        if (_window.Covers(key) || ++_misses <= _missesMax)
            return;
        if (_hits < (MissShare - 1L) * _misses)
            MoveTowards(key);
        _hits = 0;
        _misses = 0;
    }

    /// <summary>Moves or widens the window so that it covers the best key and this one, unless it had better stay.</summary>
    private void MoveTowards(long key)
    {
        var open = _window.Count();
        _missesMax = Math.Max(MissesMin, open);
        if (BestKey == MirroredPrice.Market)
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
        new LadderMove(_far).To(ref _window, length, LowFor(top, length));
        _farBest = _far.MaxKey;
    }
}
