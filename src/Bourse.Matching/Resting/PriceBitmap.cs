using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// A set of slots from 0 to 65,535 that finds its highest member at or below a slot in at most three steps: 64 slots a
/// word, a word of the middle for 64 words, one word on top.
/// </summary>
internal sealed class PriceBitmap(int slots)
{
    private readonly ulong[] _leaf = new ulong[Math.Max(1, slots >> 6)];
    private readonly ulong[] _middle = new ulong[Math.Max(1, slots >> 12)];
    private ulong _top;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int slot)
    {
        ref var leaf = ref Word(_leaf, slot >> 6);
        leaf |= 1UL << slot;
        ref var middle = ref Word(_middle, slot >> 12);
        middle |= 1UL << (slot >> 6);
        _top |= 1UL << (slot >> 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(int slot)
    {
        ref var leaf = ref Word(_leaf, slot >> 6);
        leaf &= ~(1UL << slot);
        if (leaf != 0)
            return;
        ref var middle = ref Word(_middle, slot >> 12);
        middle &= ~(1UL << (slot >> 6));
        if (middle == 0)
            _top &= ~(1UL << (slot >> 12));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int slot) => (Word(_leaf, slot >> 6) & (1UL << slot)) != 0;

    /// <summary>The highest member that is not above a slot, -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int AtOrBelow(int slot)
    {
        var word = slot >> 6;
        var members = Word(_leaf, word) & (ulong.MaxValue >> (63 - (slot & 63)));
        return members != 0 ? (word << 6) | BitOperations.Log2(members) : BelowWord(word);
    }

    /// <summary>The lowest member that is not below a slot, -1 when there is none: for walks that are not in a hurry.</summary>
    public int AtOrAbove(int slot)
    {
        for (var word = slot >> 6; word < _leaf.Length; word++)
        {
            var members = _leaf[word] & (word == slot >> 6 ? ulong.MaxValue << slot : ulong.MaxValue);
            if (members != 0)
                return (word << 6) | BitOperations.TrailingZeroCount(members);
        }

        return -1;
    }

    public int Count()
    {
        var count = 0;
        foreach (var word in _leaf)
            count += BitOperations.PopCount(word);
        return count;
    }

    private int BelowWord(int word)
    {
        var group = word >> 6;
        var words = Word(_middle, group) & ((1UL << word) - 1);
        if (words == 0)
        {
            var groups = _top & ((1UL << group) - 1);
            if (groups == 0)
                return -1;
            group = BitOperations.Log2(groups);
            words = _middle[group];
        }

        word = (group << 6) | BitOperations.Log2(words);
        return (word << 6) | BitOperations.Log2(_leaf[word]);
    }

    // Slots come masked by the window's length: no bounds are tested.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Word(ulong[] words, int i) =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(words), (nint)(uint)i);
}
