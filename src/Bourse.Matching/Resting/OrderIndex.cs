using System.Numerics;
using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// Finds a resting order's node by its id, nearly always in one cache line. Lines of twelve orders lie in segments of 128;
/// a crowded segment is split in two, which moves some thousand orders and never more, so that the index is as large as
/// the orders that live are many (extendible hashing: Fagin et al., 1979).
/// <code>
///  hash   high bits: the directory | 7 bits: the tag in the line | 7 bits: the line in the segment
/// </code>
/// The hash is CRC-32C, which spreads sequences and strides of ids evenly. It is not keyed: whoever lets strangers choose
/// the ids lets them slow the book down.
/// </summary>
internal unsafe struct OrderIndex
{
    /// <summary>Orders in a segment on average, at least.</summary>
    public const int SegmentOrders = 450;

    // Equal hashes part nowhere: beyond this depth, which is enough for 80 million orders, a segment may fill up.
    private const int DepthMax = 16;

    private byte** _directory;
    private int _shift;

    public OrderIndex()
    {
        _shift = 31;
        _directory = (byte**)BookMemory.TakeForNewBook(2 * sizeof(byte*));
        _directory[0] = _directory[1] = IndexSegment.Make(BookMemory.TakeForNewBook(IndexSegment.Bytes), 0).At;
    }

    public readonly long MemoryBytes => Segments().Count * (long)IndexSegment.Bytes + Places * sizeof(byte*);

    private readonly int Places => 1 << (32 - _shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ulong id) => BitOperations.Crc32C(0, id);

    /// <summary>The node of an order, 0 when none of that id rests; and where it is, or would be added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Find(ulong id, out IndexPlace place)
    {
        var hash = Hash(id);
        var line = SegmentOf(hash).Home(hash);
        for (var matching = line.Matching(hash); matching != 0; matching &= matching - 1)
        {
            var slot = BitOperations.TrailingZeroCount(matching);
            var node = line.Node(slot);
            place = new IndexPlace(line, slot);
            if (Nodes.Order(node).Id == id)
                return node;
        }

        place = new IndexPlace(line, line.Room);
        if (line.Passed == 0)
            return 0;

        // By way of a local: a place whose address is taken would live in memory for everyone.
        var far = FindFurther(id, hash, out var further);
        place = further;
        return far;
    }

    public readonly void Prefetch(ulong id)
    {
        var hash = Hash(id);
        CacheLines.Prefetch(ref *SegmentOf(hash).Home(hash).At);
    }

    /// <summary>The first node whose tag is right, nearly always the order's; 0 when there is none.</summary>
    public readonly int Guess(ulong id)
    {
        var hash = Hash(id);
        var line = SegmentOf(hash).Home(hash);
        var matching = line.Matching(hash);
        return matching == 0 ? 0 : line.Node(BitOperations.TrailingZeroCount(matching));
    }

    /// <summary>Where an order is that is there.</summary>
    public readonly IndexPlace PlaceOf(ulong id)
    {
        Find(id, out var place);
        return place;
    }

    /// <summary>
    /// No room for another id like this, which takes fifteen hundred ids of one hash, or more orders than a book may have.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool IsFull(ulong id, in IndexPlace place) =>
        !place.HasRoom && SegmentOf(Hash(id)) is { Depth: DepthMax, IsFull: true };

    /// <summary>Adds an order at the place where it was searched for and not found; nothing has been added since.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ulong id, int node, in IndexPlace place)
    {
        if (place.HasRoom)
            place.Line.Put(place.Slot, Hash(id), node);
        else
            AddFurther(Hash(id), node);
    }

    /// <summary>Takes out the order at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Remove(ulong id, in IndexPlace place)
    {
        place.Line.Empty(place.Slot);
        var hash = Hash(id);
        var segment = SegmentOf(hash);
        if (segment.Home(hash).At != place.Line.At)
            segment.Return(hash, place.Line);
    }

    /// <summary>Orders in all segments, counted one by one, and those that lines miscount: for checks.</summary>
    public readonly (int Orders, int Miscounted) Count()
    {
        var (orders, miscounted) = (0, 0);
        for (var i = 0; i < Places; i++)
        {
            if (i > 0 && _directory[i] == _directory[i - 1])
                continue;
            var segment = new IndexSegment(_directory[i]);
            orders += segment.Count();
            miscounted += Math.Abs(segment.Miscount());
        }

        return (orders, miscounted);
    }

    /// <summary>Gives all memory up; the index must not be used any more.</summary>
    public readonly void Release()
    {
        foreach (var segment in Segments())
            BookMemory.Give(segment, IndexSegment.Bytes);
        BookMemory.Give((nint)_directory, Places * sizeof(byte*));
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
    private readonly IndexSegment SegmentOf(uint hash) => new(_directory[hash >> _shift]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int FindFurther(ulong id, uint hash, out IndexPlace place)
    {
        var segment = SegmentOf(hash);
        var home = segment.Home(hash);
        place = new IndexPlace(home, home.Room);
        for (var line = segment.After(home); line.At != home.At; line = segment.After(line))
        {
            for (var matching = line.Matching(hash); matching != 0; matching &= matching - 1)
            {
                var slot = BitOperations.TrailingZeroCount(matching);
                if (Nodes.Order(line.Node(slot)).Id != id)
                    continue;
                place = new IndexPlace(line, slot);
                return line.Node(slot);
            }

            if (line.Passed == 0)
                break;
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddFurther(uint hash, int node)
    {
        var segment = SegmentOf(hash);
        while (segment.Depth < DepthMax && segment.Home(hash).Room >= IndexLine.Slots && segment.IsCrowded(hash))
        {
            Split(segment, hash);
            segment = SegmentOf(hash);
        }

        segment.Put(hash, node);
    }

    /// <summary>Replaces a segment by two, parted by the next bit of the hash.</summary>
    private void Split(IndexSegment segment, uint hash)
    {
        var depth = segment.Depth + 1;
        if (depth > 32 - _shift)
            DoubleDirectory();
        var low = IndexSegment.Make(BookMemory.Take(IndexSegment.Bytes), depth);
        var high = IndexSegment.Make(BookMemory.Take(IndexSegment.Bytes), depth);
        segment.Part(1U << (32 - depth), low, high);

        // All directory places whose bits above the new one equal the segment's lead to one half or the other.
        var places = 1 << (32 - _shift - depth);
        var first = (int)((hash >> (32 - depth) & ~1u) * (uint)places);
        for (var i = 0; i < places; i++)
        {
            _directory[first + i] = low.At;
            _directory[first + places + i] = high.At;
        }

        BookMemory.Give((nint)segment.At, IndexSegment.Bytes);
    }

    private void DoubleDirectory()
    {
        var old = _directory;
        var places = Places;
        _directory = (byte**)BookMemory.Take(2 * places * sizeof(byte*));
        for (var i = 0; i < 2 * places; i++)
            _directory[i] = old[i >> 1];
        _shift--;
        BookMemory.Give((nint)old, places * sizeof(byte*));
    }
}
