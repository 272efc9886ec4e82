using System.Runtime.InteropServices;

namespace Bourse.Matching;

/// <summary>
/// The memory of all books of the process, outside the collector's heap: it is never moved or walked, growing never
/// causes a collection, and a 32-bit number names any node in it. Blocks are reused for blocks of the same size, of which
/// there are few; memory never goes back to the system. Any thread.
/// </summary>
internal static unsafe class BookMemory
{
    private const int LineBytes = 64;

    private static readonly Lock Gate = new();
    private static readonly Reservation Space = Reservation.Make();
    private static readonly Dictionary<int, nint> Spare = [];

    // What thousands of books begin with lies in huge pages: they miss the cache of address translations more than that
    // of data. The first use of such a page can take milliseconds, too long for a command that needs more: that lies in
    // the pages of the system.
    private static MemoryRegion _beginnings = new(Space.Start, Space.Bytes / 4);
    private static MemoryRegion _growth = new(Space.Start + (nint)(Space.Bytes / 4), Space.Bytes / 4 * 3);

    /// <summary>Where it begins. Once this class is in use the compiler knows it as a constant.</summary>
    public static readonly nint Start = MakeReady();

    /// <summary>Bytes ever used: what new memory was needed for, for checks.</summary>
    public static long UsedBytes
    {
        get
        {
            lock (Gate)
                return _beginnings.UsedBytes + _growth.UsedBytes;
        }
    }

    /// <summary>A block for a new book; it begins on a cache line and holds what its last user left.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more.</exception>
    public static nint TakeForNewBook(int bytes) => Take(bytes, ref _beginnings);

    /// <summary>The same for a book that grows.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more.</exception>
    public static nint Take(int bytes) => Take(bytes, ref _growth);

    /// <summary>Makes so many blocks of a size ready for whoever takes them next: what is in them has been touched.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more.</exception>
    public static void Reserve(int count, int bytes)
    {
        var blocks = new nint[count];
        foreach (ref var block in blocks.AsSpan())
            block = Clear(TakeForNewBook(bytes), bytes);
        foreach (var block in blocks)
            Give(block, bytes);
    }

    /// <summary>Takes back a block of the size with which it was taken.</summary>
    public static void Give(nint block, int bytes)
    {
        var whole = WholeLines(bytes);
        lock (Gate)
        {
            *(nint*)block = Spare.GetValueOrDefault(whole);
            Spare[whole] = block;
        }
    }

    /// <summary>Fills a block with zeros.</summary>
    public static nint Clear(nint block, int bytes)
    {
        NativeMemory.Clear((void*)block, (nuint)bytes);
        return block;
    }

    private static nint Take(int bytes, ref MemoryRegion region)
    {
        var whole = WholeLines(bytes);
        lock (Gate)
        {
            if (!Spare.TryGetValue(whole, out var block) || block == 0)
                return region.Take(whole);
            Spare[whole] = *(nint*)block;
            return block;
        }
    }

    private static int WholeLines(int bytes) => (bytes + LineBytes - 1) & -LineBytes;

    private static nint MakeReady()
    {
        Reservation.PreferHugePages(Space.Start, Space.Bytes / 4);

        // The first line is nobody's, so that node 0 can mean none.
        _ = _beginnings.Take(LineBytes);
        return Space.Start;
    }
}
