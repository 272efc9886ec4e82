using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Bourse.Matching;

/// <summary>
/// A cache line of the <see cref="OrderIndex"/>: up to twelve orders, each by a byte of its id's hash and its node.
/// <code>
///  0                12       14       16               64
///  | tags, 0: empty | passed | unused | nodes, 4 bytes |
/// </code>
/// A search reads one line, and one node where a tag is right. "Passed" counts the orders that lie in a later line because
/// this one was full: while there are none, a search ends here, and so nothing need move when an order is removed.
/// </summary>
internal readonly unsafe struct IndexLine(byte* at)
{
    public const int Bytes = 64;
    public const int Slots = 12;

    private const uint AllSlots = (1 << Slots) - 1;
    private const int PassedAt = Slots;
    private const int NodesAt = 16;

    // A tag is never 0.
    private const uint TagBit = 0x80;

    public byte* At => at;

    /// <summary>Orders that lie further on because there was no room here.</summary>
    public ref ushort Passed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref *(ushort*)(at + PassedAt);
    }

    /// <summary>The slots in use, a bit each.</summary>
    public uint Used
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.LoadAligned(at).ExtractMostSignificantBits() & AllSlots;
    }

    public int Count => BitOperations.PopCount(Used);

    /// <summary>A slot that is empty; <see cref="Slots"/> or more when none is.</summary>
    public int Room
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => BitOperations.TrailingZeroCount(~Used & AllSlots);
    }

    /// <summary>The slots whose tag is that of a hash, a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Matching(uint hash) =>
        Vector128.Equals(Vector128.LoadAligned(at), Vector128.Create(TagOf(hash))).ExtractMostSignificantBits() & AllSlots;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Node(int slot) => ((int*)(at + NodesAt))[slot];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int slot, uint hash, int node)
    {
        at[slot] = TagOf(hash);
        ((int*)(at + NodesAt))[slot] = node;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Empty(int slot) => at[slot] = 0;

    private static byte TagOf(uint hash) => (byte)(hash >> IndexSegment.LineBits | TagBit);
}
