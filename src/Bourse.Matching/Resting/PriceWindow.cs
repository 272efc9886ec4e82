using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// The levels of consecutive keys, addressed by the key's low bits, so that a key keeps its slot when the window moves.
/// What the slot of a key that is not open holds means nothing.
/// </summary>
internal unsafe struct PriceWindow
{
    private readonly PriceBitmap _open;
    private readonly int* _levels;

    private PriceWindow(nint block, int length, long low)
    {
        BookMemory.Clear(block, PriceBitmap.Bytes(length));
        _open = new PriceBitmap((ulong*)block);
        _levels = (int*)(block + PriceBitmap.Bytes(length));
        Length = length;
        Low = low;
    }

    /// <summary>Keys covered.</summary>
    public int Length { get; }

    /// <summary>The lowest key covered.</summary>
    public long Low { get; set; }

    public readonly long High
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Low + Length - 1;
    }

    public readonly long MemoryBytes => Bytes(Length);

    /// <param name="length">Keys covered, a power of two from 64.</param>
    /// <param name="low">The lowest key covered.</param>
    public static PriceWindow ForNewBook(int length, long low) =>
        new(BookMemory.TakeForNewBook(Bytes(length)), length, low);

    /// <summary>One of another length, with nothing open.</summary>
    public static PriceWindow OfLength(int length, long low) => new(BookMemory.Take(Bytes(length)), length, low);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Covers(long key) => (ulong)(key - Low) < (ulong)Length;

    /// <summary>Whether a covered key has a level.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsOpen(long key) => _open.Contains(SlotOf(key));

    /// <summary>The level of a covered key that is open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int LevelAt(long key) => _levels[SlotOf(key)];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Open(long key, int level)
    {
        var slot = SlotOf(key);
        _levels[slot] = level;
        _open.Set(slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Close(long key) => _open.Clear(SlotOf(key));

    public readonly void Prefetch(long key)
    {
        _open.Prefetch(SlotOf(key));
        CacheLines.Prefetch(ref _levels[SlotOf(key)]);
    }

    /// <summary>
    /// The highest open key that is not above a covered one; <see cref="MirroredPrice.None"/> when there is none.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly long AtOrBelow(long key)
    {
        // A ring: from the slot down to 0, then from the top down to where the window begins.
        var slot = SlotOf(key);
        var open = _open.AtOrBelow(slot);
        if (open < 0)
            open = _open.AtOrBelow(Length - 1);
        var steps = (slot - open) & (Length - 1);
        return open >= 0 && steps <= key - Low ? key - steps : MirroredPrice.None;
    }

    /// <summary>Open keys, counted.</summary>
    public readonly int Count() => _open.Count(Length);

    /// <summary>The next level from a slot on, -1 as the slot when there is none: for walks in any order.</summary>
    public readonly int NextLevel(int fromSlot, out int slot)
    {
        slot = _open.AtOrAbove(fromSlot, Length);
        return slot < 0 ? 0 : _levels[slot];
    }

    public readonly void Release() => BookMemory.Give((nint)_levels - PriceBitmap.Bytes(Length), Bytes(Length));

    private static int Bytes(int length) => PriceBitmap.Bytes(length) + length * sizeof(int);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SlotOf(long key) => (int)key & (Length - 1);
}
