using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>
/// A part of the <see cref="OrderIndex"/>: 128 lines, each the home of the ids whose hash has its number in the low bits.
/// An id whose home is full lies in the next line that is not, the first after the last.
/// </summary>
internal readonly unsafe struct IndexSegment(byte* at)
{
    public const int LineBits = 7;
    public const int Bytes = (Lines + 1) * IndexLine.Bytes;

    private const int Lines = 1 << LineBits;
    private const int NeighbourLines = 8;
    private const int CrowdedOrders = NeighbourLines * IndexLine.Slots * 2 / 3;

    public byte* At => at;

    /// <summary>How many bits of the hash lead here: behind the lines.</summary>
    public ref int Depth => ref *(int*)(at + Lines * IndexLine.Bytes);

    /// <summary>Whether no line has room.</summary>
    public bool IsFull => Count() == Lines * IndexLine.Slots;

    public static IndexSegment Make(nint block, int depth)
    {
        var segment = new IndexSegment((byte*)BookMemory.Clear(block, Bytes));
        segment.Depth = depth;
        return segment;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IndexLine Home(uint hash) => Line((int)hash);

    /// <summary>The line behind, the first after the last.</summary>
    public IndexLine After(IndexLine line) => Line((int)((line.At - at) / IndexLine.Bytes) + 1);

    /// <summary>Whether a line and those behind it are so full that many an id cannot be at home any more.</summary>
    public bool IsCrowded(uint hash)
    {
        var orders = 0;
        for (var i = 0; i < NeighbourLines; i++)
            orders += Line((int)hash + i).Count;
        return orders >= CrowdedOrders;
    }

    /// <summary>Puts an order at home, or as near behind it as there is room; the segment is not full.</summary>
    public void Put(uint hash, int node)
    {
        var line = Home(hash);
        int slot;
        for (; (slot = line.Room) >= IndexLine.Slots; line = After(line))
            line.Passed++;
        line.Put(slot, hash, node);
    }

    /// <summary>Takes note that an order is no more in a line behind its home.</summary>
    public void Return(uint hash, IndexLine from)
    {
        for (var line = Home(hash); line.At != from.At; line = After(line))
            line.Passed--;
    }

    /// <summary>Moves all orders into two segments, parted by a bit of the hash.</summary>
    public void Part(uint bit, IndexSegment low, IndexSegment high)
    {
        for (var i = 0; i < Lines; i++)
            for (var (line, used) = (Line(i), Line(i).Used); used != 0; used &= used - 1)
            {
                var node = line.Node(BitOperations.TrailingZeroCount(used));
                var hash = OrderIndex.Hash(Nodes.Order(node).Id);
                ((hash & bit) == 0 ? low : high).Put(hash, node);
            }
    }

    /// <summary>Orders, counted.</summary>
    public int Count()
    {
        var count = 0;
        for (var i = 0; i < Lines; i++)
            count += Line(i).Count;
        return count;
    }

    /// <summary>Orders that passed a line, as the lines count them, less those that did: 0, for checks.</summary>
    public int Miscount()
    {
        var miscount = 0;
        for (var i = 0; i < Lines; i++)
        {
            miscount += Line(i).Passed;
            for (var used = Line(i).Used; used != 0; used &= used - 1)
            {
                var hash = OrderIndex.Hash(Nodes.Order(Line(i).Node(BitOperations.TrailingZeroCount(used))).Id);
                miscount -= (i - (int)hash) & (Lines - 1);
            }
        }

        return miscount;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private IndexLine Line(int i) => new(at + (nint)(uint)(i & (Lines - 1)) * IndexLine.Bytes);
}
