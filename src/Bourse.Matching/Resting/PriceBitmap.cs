using System.Numerics;
using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// A set of slots from 0 to 65,535 that finds its highest member at or below a slot in at most three steps: 64 slots a
/// word, a word of the middle for 64 words, one word on top.
/// <code>
///  | top, 1 word | middle, 16 words | 7 words, unused | a word for each 64 slots |
/// </code>
/// </summary>
internal readonly unsafe struct PriceBitmap(ulong* words)
{
    private const int Middle = 1;
    private const int Leaf = 24;

    /// <summary>The bytes of a set; zeros are the empty set.</summary>
    public static int Bytes(int slots) => (Leaf + (slots >> 6)) * sizeof(ulong);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int slot)
    {
        ref var leaf = ref words[Leaf + (slot >> 6)];
        if (leaf == 0)
            SetWord(slot >> 6);
        leaf |= 1UL << slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Clear(int slot)
    {
        ref var leaf = ref words[Leaf + (slot >> 6)];
        leaf &= ~(1UL << slot);
        if (leaf == 0)
            ClearWord(slot >> 6);
    }

    public void Prefetch(int slot) => CacheLines.Prefetch(ref words[Leaf + (slot >> 6)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int slot) => (words[Leaf + (slot >> 6)] & (1UL << slot)) != 0;

    /// <summary>The highest member that is not above a slot, -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int AtOrBelow(int slot)
    {
        var word = slot >> 6;
        var members = words[Leaf + word] & (ulong.MaxValue >> (63 - (slot & 63)));
        return members != 0 ? (word << 6) | BitOperations.Log2(members) : BelowWord(word);
    }

    /// <summary>The lowest member that is not below a slot, -1 when there is none: for walks that are not in a hurry.</summary>
    public int AtOrAbove(int slot, int slots)
    {
        for (var word = slot >> 6; word < slots >> 6; word++)
        {
            var members = words[Leaf + word] & (word == slot >> 6 ? ulong.MaxValue << slot : ulong.MaxValue);
            if (members != 0)
                return (word << 6) | BitOperations.TrailingZeroCount(members);
        }

        return -1;
    }

    public int Count(int slots)
    {
        var count = 0;
        for (var word = 0; word < slots >> 6; word++)
            count += BitOperations.PopCount(words[Leaf + word]);
        return count;
    }

    private void SetWord(int word)
    {
        words[Middle + (word >> 6)] |= 1UL << word;
        words[0] |= 1UL << (word >> 6);
    }

    private void ClearWord(int word)
    {
        ref var middle = ref words[Middle + (word >> 6)];
        middle &= ~(1UL << word);
        if (middle == 0)
            words[0] &= ~(1UL << (word >> 6));
    }

    private int BelowWord(int word)
    {
        var group = word >> 6;
        var members = words[Middle + group] & ((1UL << word) - 1);
        if (members == 0)
        {
            var groups = words[0] & ((1UL << group) - 1);
            if (groups == 0)
                return -1;
            group = BitOperations.Log2(groups);
            members = words[Middle + group];
        }

        word = (group << 6) | BitOperations.Log2(members);
        return (word << 6) | BitOperations.Log2(words[Leaf + word]);
    }
}
