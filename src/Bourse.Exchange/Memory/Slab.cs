using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Numbered places for structs, in chunks that never move, so that growing copies nothing and a reference stays good.
/// A place that is given back is taken again first. Place 0 is nobody's.
/// </summary>
internal sealed class Slab<T>
    where T : struct
{
    private const int ChunkShift = 10;
    private const int ChunkPlaces = 1 << ChunkShift;

    private T[][] _chunks = [new T[ChunkPlaces]];
    private int _chunkCount = 1;
    private int[] _free = [];
    private int _freeCount;

    /// <summary>The highest place ever taken.</summary>
    public int Highest { get; private set; }

    /// <summary>Places taken and not given back.</summary>
    public int Count => Highest - _freeCount;

    public ref T this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _chunks[place >> ChunkShift][place & (ChunkPlaces - 1)];
    }

    /// <summary>Takes a place and clears it.</summary>
    public int Take()
    {
        var place = _freeCount > 0 ? _free[--_freeCount] : TakeFresh();
        this[place] = default;
        return place;
    }

    /// <summary>Has the processor fetch a place that was taken before, now or ever.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int place) => CacheLines.Prefetch(ref this[place]);

    public void Give(int place)
    {
        if (_freeCount == _free.Length)
            Array.Resize(ref _free, Math.Max(ChunkPlaces, 2 * _free.Length));
        _free[_freeCount++] = place;
    }

    private int TakeFresh()
    {
        Highest++;
        if (Highest == _chunkCount << ChunkShift)
        {
            if (_chunkCount == _chunks.Length)
                Array.Resize(ref _chunks, 2 * _chunks.Length);
            _chunks[_chunkCount++] = new T[ChunkPlaces];
        }

        return Highest;
    }
}
