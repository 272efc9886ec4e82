using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>
/// A view over the payload of a book snapshot or delta; both have one layout. Valid as long as the bytes below it.
/// </summary>
/// <remarks>
/// <code>
///  0            40          44          48            48 + 16·bids
///  +------------+-----------+-----------+-------------+-------------+
///  | header     | bids: int | asks: int | bid levels  | ask levels  |
///  +------------+-----------+-----------+-------------+-------------+
/// </code>
/// A snapshot replaces the whole book. A delta replaces the quantity of each level it names; 0 removes it.
/// </remarks>
public readonly ref struct BookUpdate
{
    public const int LevelsOffset = EventHeader.Bytes + 8;

    private readonly ReadOnlySpan<byte> _payload;

    private BookUpdate(ReadOnlySpan<byte> payload, int bids, int asks)
    {
        _payload = payload;
        var levels = MemoryMarshal.Cast<byte, BookLevel>(payload[LevelsOffset..]);
        Bids = levels[..bids];
        Asks = levels.Slice(bids, asks);
    }

    public ref readonly EventHeader Header => ref EventHeader.In(_payload);

    public ReadOnlySpan<BookLevel> Bids { get; }

    public ReadOnlySpan<BookLevel> Asks { get; }

    public static int BytesFor(int bids, int asks) => LevelsOffset + (BookLevel.Bytes * (bids + asks));

    /// <summary>Reads the view; false when the counts do not fit the payload.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out BookUpdate update)
    {
        update = default;
        if (payload.Length < LevelsOffset)
            return false;
        var bids = BinaryPrimitives.ReadInt32LittleEndian(payload[EventHeader.Bytes..]);
        var asks = BinaryPrimitives.ReadInt32LittleEndian(payload[(EventHeader.Bytes + 4)..]);
        if (bids < 0 || asks < 0 || LevelsOffset + (BookLevel.Bytes * ((long)bids + asks)) > payload.Length)
            return false;
        update = new BookUpdate(payload, bids, asks);
        return true;
    }

    /// <summary>Writes the layout into a span of at least <see cref="BytesFor"/> bytes; returns the bytes written.</summary>
    public static int Write(
        Span<byte> destination, in EventHeader header, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        WriteCounts(destination, header, bids.Length, asks.Length);
        var levels = MemoryMarshal.Cast<byte, BookLevel>(destination[LevelsOffset..]);
        bids.CopyTo(levels);
        asks.CopyTo(levels[bids.Length..]);
        return BytesFor(bids.Length, asks.Length);
    }

    /// <summary>Writes what stands before the levels.</summary>
    public static void WriteCounts(Span<byte> destination, in EventHeader header, int bids, int asks)
    {
        MemoryMarshal.Write(destination, in header);
        BinaryPrimitives.WriteInt32LittleEndian(destination[EventHeader.Bytes..], bids);
        BinaryPrimitives.WriteInt32LittleEndian(destination[(EventHeader.Bytes + 4)..], asks);
    }
}
