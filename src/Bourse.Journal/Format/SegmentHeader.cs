using System.Buffers.Binary;

namespace Bourse.Journal;

/// <summary>
/// The first 128 bytes of a segment, little-endian: a header that never changes, the durable watermark, and zeros.
/// <code>
///   0                8        12       16               24               32               40
///   +----------------+--------+--------+----------------+----------------+----------------+
///   | "BOURSEJL"     | format | bytes  | journal id     | first sequence | created, ns    |
///   +--------+-------+--------+--------+-------+--------+----------------+----------------+
///   | chain  | 0     | previous time, ns       | 0      | CRC    |
///   +--------+-------+-------------------------+--------+--------+
///   40       44      48                        56       60       64
///   +----------------------------+------------------- - - -+
///   | watermark (see Watermark)  | 0                        |
///   +----------------------------+------------------- - - -+
///   64                           72                      128
/// </code>
/// "chain" is the CRC of the previous segment's seal, 0 in a journal's first; "previous time" is the time of the
/// record before this segment's first; the CRC covers bytes 0 to 59.
/// </summary>
internal readonly record struct SegmentHeader(
    int SegmentBytes, long JournalId, long FirstSequence, long CreatedNanos, uint Chain, long PreviousTime)
{
    public const int FormatVersion = 1;
    public const int Bytes = 64;
    public const int WatermarkAt = 64;
    public const int RecordsAt = 128;
    private const int FormatAt = 8;
    private const int BytesAt = 12;
    private const int IdAt = 16;
    private const int FirstAt = 24;
    private const int CreatedAt = 32;
    private const int ChainAt = 40;
    private const int PreviousTimeAt = 48;
    private const int CrcAt = 60;

    private static ReadOnlySpan<byte> Magic => "BOURSEJL"u8;

    public void Write(Span<byte> to)
    {
        to[..RecordsAt].Clear();
        Magic.CopyTo(to);
        BinaryPrimitives.WriteInt32LittleEndian(to[FormatAt..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(to[BytesAt..], SegmentBytes);
        BinaryPrimitives.WriteInt64LittleEndian(to[IdAt..], JournalId);
        BinaryPrimitives.WriteInt64LittleEndian(to[FirstAt..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(to[CreatedAt..], CreatedNanos);
        BinaryPrimitives.WriteUInt32LittleEndian(to[ChainAt..], Chain);
        BinaryPrimitives.WriteInt64LittleEndian(to[PreviousTimeAt..], PreviousTime);
        BinaryPrimitives.WriteUInt32LittleEndian(to[CrcAt..], Checksum.Of(to[..CrcAt]));
    }

    /// <summary>Reads a header, or says what is wrong with it.</summary>
    public static string? TryRead(ReadOnlySpan<byte> from, out SegmentHeader header)
    {
        header = default;
        if (!from[..Magic.Length].SequenceEqual(Magic))
            return "it does not begin with a journal segment's magic";
        var format = BinaryPrimitives.ReadInt32LittleEndian(from[FormatAt..]);
        if (format > FormatVersion)
            return $"it has format version {format}, and this program reads up to {FormatVersion}: use a newer one";
        if (BinaryPrimitives.ReadUInt32LittleEndian(from[CrcAt..]) != Checksum.Of(from[..CrcAt]))
            return "the checksum of its header is wrong";
        header = new SegmentHeader(
            BinaryPrimitives.ReadInt32LittleEndian(from[BytesAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[IdAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[FirstAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[CreatedAt..]),
            BinaryPrimitives.ReadUInt32LittleEndian(from[ChainAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[PreviousTimeAt..]));
        return null;
    }
}
