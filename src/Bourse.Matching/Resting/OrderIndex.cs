using System.Numerics;
using System.Runtime.CompilerServices;

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
internal unsafe struct OrderIndex
{
    private const int SegmentEntries = IndexPlace.SegmentEntries;
    private const uint Mask = IndexPlace.Mask;

    // Sparse, so that most searches end at the first entry: a wrong guess of the branch costs more than the memory.
    private const int Full = SegmentEntries * 5 / 16;

    /// <summary>Orders in a segment on average: the least that a split leaves, since some are always just split.</summary>
    public const int SegmentOrders = Full / 2;

    // Equal hashes part nowhere: beyond this depth, which is enough for 80 million orders, a segment may fill up.
    private const int DepthMax = 16;

    private ulong** _directory;
    private int _shift;

    public OrderIndex()
    {
        _shift = 31;
        _directory = (ulong**)BookMemory.TakeForNewBook(2 * sizeof(ulong*));
        _directory[0] = _directory[1] = Segment(BookMemory.TakeForNewBook(IndexPlace.SegmentBytes), 0);
    }

    private readonly int Places => 1 << (32 - _shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ulong id) => BitOperations.Crc32C(0, id);

    /// <summary>The node of an order, 0 when none of that id rests; and where it is, or would be added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Find(ulong id, out IndexPlace place)
    {
        var hash = Hash(id);
        var segment = SegmentOf(hash);
        for (var i = hash & Mask; ; i = (i + 1) & Mask)
        {
            place = new IndexPlace(segment, i);
            var entry = place.Entry;
            if (entry == 0)
                return 0;
            if ((uint)(entry >> 32) == hash && Nodes.Order((int)entry).Id == id)
                return (int)entry;
        }
    }

    /// <summary>Where an order is that is there.</summary>
    public readonly IndexPlace PlaceOf(ulong id)
    {
        Find(id, out var place);
        return place;
    }

    /// <summary>
    /// No room for another id like this, which takes two thousand ids of one hash. One entry stays empty, or a search for
    /// what is not there would not end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFull(in IndexPlace place) => place.Count == SegmentEntries - 1;

    /// <summary>Adds an order at the place where it was searched for and not found; nothing has been removed since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong id, int node, in IndexPlace place)
    {
        var hash = Hash(id);
        if (place.Count >= Full)
        {
            Put(MakeRoom(hash), hash, EntryOf(hash, node));
            return;
        }

        place.Entry = EntryOf(hash, node);
        place.Count++;
    }

    /// <summary>Takes out the order at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Remove(in IndexPlace place)
    {
        place.Count--;

        // Whatever lies behind the hole and is not at home between the two moves into it.
        var hole = place;
        for (var next = place.Next; ; next = next.Next)
        {
            var entry = next.Entry;
            if (entry == 0)
                break;
            var home = (uint)(entry >> 32);
            if (((next.At - home) & Mask) < ((next.At - hole.At) & Mask))
                continue;
            hole.Entry = entry;
            hole = next;
        }

        hole.Entry = 0;
    }

    /// <summary>Entries in all segments, counted one by one: for checks.</summary>
    public readonly int Count()
    {
        var count = 0;
        foreach (var segment in Segments())
            count += SegmentEntries - new ReadOnlySpan<ulong>((void*)segment, SegmentEntries).Count(0UL);
        return count;
    }

    public readonly long MemoryBytes => Segments().Count * (long)IndexPlace.SegmentBytes + Places * sizeof(ulong*);

    /// <summary>Gives all memory up; the index must not be used any more.</summary>
    public readonly void Release()
    {
        foreach (var segment in Segments())
            BookMemory.Give(segment, IndexPlace.SegmentBytes);
        BookMemory.Give((nint)_directory, Places * sizeof(ulong*));
    }

    // The places that lead to one segment lie side by side.
    private readonly List<nint> Segments()
    {
        var segments = new List<nint>();
        for (var i = 0; i < Places; i++)
            if (i == 0 || _directory[i] != _directory[i - 1])
                segments.Add((nint)_directory[i]);
        return segments;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong* SegmentOf(uint hash) => _directory[hash >> _shift];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EntryOf(uint hash, int node) => ((ulong)hash << 32) | (uint)node;

    private static void Put(ulong* segment, uint hash, ulong entry)
    {
        var place = new IndexPlace(segment, hash & Mask);
        while (place.Entry != 0)
            place = place.Next;
        place.Entry = entry;
        place.Count++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong* MakeRoom(uint hash)
    {
        var segment = SegmentOf(hash);
        while (segment[IndexPlace.CountAt] >= Full && segment[IndexPlace.DepthAt] < DepthMax)
        {
            Split(segment, hash);
            segment = SegmentOf(hash);
        }

        return segment;
    }

    /// <summary>Replaces a segment by two, parted by the next bit of the hash.</summary>
    private void Split(ulong* segment, uint hash)
    {
        var depth = (int)segment[IndexPlace.DepthAt] + 1;
        if (depth > 32 - _shift)
            DoubleDirectory();
        var low = Segment(BookMemory.Take(IndexPlace.SegmentBytes), depth);
        var high = Segment(BookMemory.Take(IndexPlace.SegmentBytes), depth);
        foreach (var entry in new ReadOnlySpan<ulong>(segment, SegmentEntries))
        {
            var entryHash = (uint)(entry >> 32);
            var half = (entryHash >> (32 - depth) & 1) == 0 ? low : high;
            if (entry != 0)
                Put(half, entryHash, entry);
        }

        // All directory places whose bits above the new one equal the segment's lead to one half or the other.
        var places = 1 << (32 - _shift - depth);
        var first = (int)((hash >> (32 - depth) & ~1u) * (uint)places);
        for (var i = 0; i < places; i++)
        {
            _directory[first + i] = low;
            _directory[first + places + i] = high;
        }

        BookMemory.Give((nint)segment, IndexPlace.SegmentBytes);
    }

    private void DoubleDirectory()
    {
        var old = _directory;
        var places = Places;
        _directory = (ulong**)BookMemory.Take(2 * places * sizeof(ulong*));
        for (var i = 0; i < 2 * places; i++)
            _directory[i] = old[i >> 1];
        _shift--;
        BookMemory.Give((nint)old, places * sizeof(ulong*));
    }

    private static ulong* Segment(nint block, int depth)
    {
        var segment = (ulong*)BookMemory.Clear(block, IndexPlace.SegmentBytes);
        segment[IndexPlace.DepthAt] = (ulong)depth;
        return segment;
    }
}
