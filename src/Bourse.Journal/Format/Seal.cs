using System.Buffers.Binary;

namespace Bourse.Journal;

/// <summary>
/// The record that ends a segment: a header with the last sequence and time of the segment, and this payload.
/// <code>
///   32               40       44       48               56
///   +----------------+--------+--------+----------------+
///   | records        | digest | 0      | first time, ns |
///   +----------------+--------+--------+----------------+
/// </code>
/// The digest is the CRC-32C of the CRCs of all records in order, so that a record which was replaced by another
/// valid one is noticed. The seal's own CRC is repeated in the next segment's header: the chain of segments.
/// </summary>
internal readonly record struct Seal(long LastSequence, long LastTime, long Records, uint Digest, long FirstTime)
{
    public const int Bytes = 56;
    private const ushort FormatVersion = 1;
    private const int RecordsAt = 32;
    private const int DigestAt = 40;
    private const int FirstTimeAt = 48;

    /// <summary>
    /// Writes the seal and returns its CRC. The length stays 0, also in between: readers see no seal until the caller
    /// publishes it.
    /// </summary>
    public unsafe uint Write(Span<byte> target, uint seed)
    {
        Span<byte> seal = stackalloc byte[Bytes];
        seal.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(seal, Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(seal[RecordLayout.Sequence..], LastSequence);
        BinaryPrimitives.WriteInt64LittleEndian(seal[RecordLayout.Time..], LastTime);
        BinaryPrimitives.WriteUInt16LittleEndian(seal[RecordLayout.Type..], RecordLayout.SealType);
        BinaryPrimitives.WriteUInt16LittleEndian(seal[RecordLayout.Version..], FormatVersion);
        BinaryPrimitives.WriteInt64LittleEndian(seal[RecordsAt..], Records);
        BinaryPrimitives.WriteUInt32LittleEndian(seal[DigestAt..], Digest);
        BinaryPrimitives.WriteInt64LittleEndian(seal[FirstTimeAt..], FirstTime);
        uint crc;
        fixed (byte* start = seal)
            crc = Checksum.OfRecord(seed, start, Bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(seal[RecordLayout.Crc..], crc);
        seal[..RecordLayout.Crc].Clear();
        seal.CopyTo(target);
        return crc;
    }

    /// <summary>Reads a seal whose CRC has been found right.</summary>
    public static Seal Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadInt64LittleEndian(from[RecordLayout.Sequence..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[RecordLayout.Time..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[RecordsAt..]),
        BinaryPrimitives.ReadUInt32LittleEndian(from[DigestAt..]),
        BinaryPrimitives.ReadInt64LittleEndian(from[FirstTimeAt..]));
}
