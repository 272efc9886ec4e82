using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>Up to 256 levels in the order of their keys.</summary>
internal struct FarBlock
{
    private const int Room = 256;

    private Row<long> _keys;
    private Row<int> _levels;

    public int Count { get; private set; }

    public readonly bool IsFull => Count == Room;

    public readonly long LastKey => _keys[Count - 1];

    public void Clear() => Count = 0;

    public readonly long KeyAt(int i) => _keys[i];

    public readonly int LevelAt(int i) => _levels[i];

    /// <summary>Where a key is; the complement of where it would be inserted when it is not here.</summary>
    public readonly int IndexOf(long key) => ((ReadOnlySpan<long>)_keys)[..Count].BinarySearch(key);

    public void Insert(long key, int level)
    {
        var at = ~IndexOf(key);
        Span<long> keys = _keys;
        Span<int> levels = _levels;
        keys[at..Count].CopyTo(keys[(at + 1)..]);
        levels[at..Count].CopyTo(levels[(at + 1)..]);
        keys[at] = key;
        levels[at] = level;
        Count++;
    }

    public void Remove(long key)
    {
        var at = IndexOf(key);
        Span<long> keys = _keys;
        Span<int> levels = _levels;
        keys[(at + 1)..Count].CopyTo(keys[at..]);
        levels[(at + 1)..Count].CopyTo(levels[at..]);
        Count--;
    }

    /// <summary>Moves the greater half of its levels into an empty block.</summary>
    public void SplitInto(ref FarBlock upper)
    {
        var half = Count / 2;
        ((ReadOnlySpan<long>)_keys)[half..Count].CopyTo(upper._keys);
        ((ReadOnlySpan<int>)_levels)[half..Count].CopyTo(upper._levels);
        upper.Count = Count - half;
        Count = half;
    }

    [InlineArray(Room)]
    private struct Row<T>
    {
        private T _first;
    }
}
