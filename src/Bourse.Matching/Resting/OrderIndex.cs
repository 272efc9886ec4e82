using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// Finds a resting order's node by its id: open addressing in segments of 2,048 entries, sized to the orders that live.
/// A full segment is split in two, which moves a thousand entries and never more (extendible hashing: Fagin et al., 1979);
/// removing shifts the entries behind back, so that no tombstone lengthens a later search.
/// <code>
///  entry   | hash, 32 bits | node, 32 bits |     0 = empty
///  hash    high bits: the directory, low 11 bits: the home within the segment
/// </code>
/// The hash is CRC-32C, which spreads sequences and strides of ids evenly. It is not keyed: whoever lets strangers choose
/// the ids lets them slow the book down.
/// </summary>
internal sealed class OrderIndex
{
    private const int SegmentEntries = 2048;
    private const int Mask = SegmentEntries - 1;
    private const int Full = SegmentEntries * 5 / 8;

    // After the entries of a segment: how many there are, and the bits of the directory that lead to it.
    private const int CountAt = SegmentEntries;
    private const int DepthAt = SegmentEntries + 1;

    // Equal hashes part nowhere: beyond this depth, which is enough for 80 million orders, a segment may fill up.
    private const int DepthMax = 16;

    private readonly NodePool _nodes;
    private ulong[][] _directory;
    private int _shift = 31;

    public OrderIndex(NodePool nodes)
    {
        _nodes = nodes;
        var segment = NewSegment(0);
        _directory = [segment, segment];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ulong id) => BitOperations.Crc32C(0, id);

    /// <summary>The node of an order, 0 when none of that id rests.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong id)
    {
        var hash = Hash(id);
        ref var entries = ref Entries(hash);
        for (var i = hash & Mask; ; i = (i + 1) & Mask)
        {
            var entry = Unsafe.Add(ref entries, (nint)i);
            if (entry == 0)
                return 0;
            if ((uint)(entry >> 32) == hash && _nodes.Order((int)entry).Id == id)
                return (int)entry;
        }
    }

    /// <summary>
    /// No room for this id, which takes two thousand ids of one hash. One entry stays empty, or a search for what is not
    /// there would not end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsFull(ulong id) => Unsafe.Add(ref Entries(Hash(id)), CountAt) == SegmentEntries - 1;

    /// <summary>Adds an order whose id is not there, and for which there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong id, int node)
    {
        var hash = Hash(id);
        ref var entries = ref Entries(hash);
        if (Unsafe.Add(ref entries, CountAt) >= Full)
            entries = ref MakeRoom(hash);
        Put(ref entries, hash, ((ulong)hash << 32) | (uint)node);
    }

    /// <summary>Takes out an order that is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Remove(ulong id, int node)
    {
        var hash = Hash(id);
        var sought = ((ulong)hash << 32) | (uint)node;
        ref var entries = ref Entries(hash);
        var hole = hash & Mask;
        while (Unsafe.Add(ref entries, (nint)hole) != sought)
            hole = (hole + 1) & Mask;
        Unsafe.Add(ref entries, CountAt)--;

        // Whatever lies behind the hole and is not at home between the two moves into it.
        for (var i = (hole + 1) & Mask; ; i = (i + 1) & Mask)
        {
            var entry = Unsafe.Add(ref entries, (nint)i);
            if (entry == 0)
                break;
            var home = (uint)(entry >> 32) & Mask;
            if (((i - home) & Mask) < ((i - hole) & Mask))
                continue;
            Unsafe.Add(ref entries, (nint)hole) = entry;
            hole = i;
        }

        Unsafe.Add(ref entries, (nint)hole) = 0;
    }

    /// <summary>Entries in all segments, counted one by one: for checks.</summary>
    public int Count() => _directory.Distinct().Sum(segment => segment.Take(SegmentEntries).Count(entry => entry != 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ulong Entries(uint hash) => ref MemoryMarshal.GetArrayDataReference(
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_directory), (nint)(hash >> _shift)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref ulong entries, uint hash, ulong entry)
    {
        var i = hash & Mask;
        while (Unsafe.Add(ref entries, (nint)i) != 0)
            i = (i + 1) & Mask;
        Unsafe.Add(ref entries, (nint)i) = entry;
        Unsafe.Add(ref entries, CountAt)++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref ulong MakeRoom(uint hash)
    {
        var segment = _directory[hash >> _shift];
        while (segment[CountAt] >= Full && segment[DepthAt] < DepthMax)
        {
            Split(segment, hash);
            segment = _directory[hash >> _shift];
        }
        return ref MemoryMarshal.GetArrayDataReference(segment);
    }

    /// <summary>Replaces a segment by two, parted by the next bit of the hash.</summary>
    private void Split(ulong[] segment, uint hash)
    {
        var depth = (int)segment[DepthAt] + 1;
        if (depth > 32 - _shift)
            DoubleDirectory();
        var low = NewSegment(depth);
        var high = NewSegment(depth);
        foreach (var entry in segment.AsSpan(0, SegmentEntries))
        {
            var entryHash = (uint)(entry >> 32);
            var half = (entryHash >> (32 - depth) & 1) == 0 ? low : high;
            if (entry != 0)
                Put(ref MemoryMarshal.GetArrayDataReference(half), entryHash, entry);
        }

        // All directory places whose bits above the new one equal the segment's lead to one half or the other.
        var places = 1 << (32 - _shift - depth);
        var first = (int)((hash >> (32 - depth) & ~1u) * (uint)places);
        _directory.AsSpan(first, places).Fill(low);
        _directory.AsSpan(first + places, places).Fill(high);
    }

    private void DoubleDirectory()
    {
        var doubled = new ulong[2 * _directory.Length][];
        for (var i = 0; i < doubled.Length; i++)
            doubled[i] = _directory[i >> 1];
        _directory = doubled;
        _shift--;
    }

    private static ulong[] NewSegment(int depth)
    {
        var segment = GC.AllocateArray<ulong>(SegmentEntries + 2, pinned: true);
        segment[DepthAt] = (ulong)depth;
        return segment;
    }
}
