using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Bourse.Journal;

/// <summary>
/// The file beside a sealed segment that says where in it a sequence or a time is. It can always be made again.
/// <code>
///   0                8        12       16               24               32
///   +----------------+--------+--------+----------------+----------------+
///   | "BOURSEIX"     | format | count  | journal id     | first sequence |
///   +----------------+--------+--------+----------------+----------------+
///   count times:  +----------------+----------------+----------------+
///                 | sequence       | time, ns       | offset         |
///                 +----------------+----------------+----------------+
///   at the end:   +--------+--------+
///                 | CRC    | 0      |     the CRC covers everything before it
///                 +--------+--------+
/// </code>
/// </summary>
internal static class IndexLayout
{
    public const int FormatVersion = 1;
    private const int FormatAt = 8;
    private const int CountAt = 12;
    private const int IdAt = 16;
    private const int FirstAt = 24;
    private const int HeaderBytes = 32;
    private const int EntryBytes = 24;
    private const int TailBytes = 8;

    private static ReadOnlySpan<byte> Magic => "BOURSEIX"u8;

    public static byte[] Encode(SegmentHeader header, ReadOnlySpan<IndexEntry> entries)
    {
        var bytes = new byte[HeaderBytes + (entries.Length * EntryBytes) + TailBytes];
        var to = bytes.AsSpan();
        Magic.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[FormatAt..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(to[CountAt..], entries.Length);
        BinaryPrimitives.WriteInt64LittleEndian(to[IdAt..], header.JournalId);
        BinaryPrimitives.WriteInt64LittleEndian(to[FirstAt..], header.FirstSequence);
        MemoryMarshal.AsBytes(entries).CopyTo(to[HeaderBytes..]);
        var crcAt = bytes.Length - TailBytes;
        BinaryPrimitives.WriteUInt32LittleEndian(to[crcAt..], Checksum.Of(to[..crcAt]));
        return bytes;
    }

    /// <summary>The entries, or null when the bytes are not the whole and undamaged index of this segment.</summary>
    public static IndexEntry[]? TryDecode(ReadOnlySpan<byte> from, SegmentHeader header)
    {
        if (from.Length < HeaderBytes + TailBytes || !from[..Magic.Length].SequenceEqual(Magic))
            return null;
        var count = BinaryPrimitives.ReadInt32LittleEndian(from[CountAt..]);
        var crcAt = from.Length - TailBytes;
        var isOurs = BinaryPrimitives.ReadInt32LittleEndian(from[FormatAt..]) == FormatVersion
            && BinaryPrimitives.ReadInt64LittleEndian(from[IdAt..]) == header.JournalId
            && BinaryPrimitives.ReadInt64LittleEndian(from[FirstAt..]) == header.FirstSequence
            && count == (crcAt - HeaderBytes) / EntryBytes
            && (crcAt - HeaderBytes) % EntryBytes == 0
            && BinaryPrimitives.ReadUInt64LittleEndian(from[crcAt..]) == Checksum.Of(from[..crcAt]);
        return isOurs ? MemoryMarshal.Cast<byte, IndexEntry>(from[HeaderBytes..crcAt]).ToArray() : null;
    }
}
