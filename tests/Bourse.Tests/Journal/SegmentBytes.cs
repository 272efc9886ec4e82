using System.Buffers.Binary;

namespace Bourse.Tests.Journal;

/// <summary>
/// Reads a segment's bytes as the format document describes them, with a checksum computed bit by bit: it shares no
/// code with what it is compared with.
/// </summary>
internal static class SegmentBytes
{
    public const int RecordsAt = 128;
    public const int WatermarkAt = 64;

    /// <summary>The offset and the padded length of each record and of the seal, up to the first length of 0.</summary>
    public static List<(int Offset, int Bytes)> Records(ReadOnlySpan<byte> segment)
    {
        var records = new List<(int, int)>();
        var at = RecordsAt;
        while (at + 4 <= segment.Length && BinaryPrimitives.ReadInt32LittleEndian(segment[at..]) is > 0 and var length)
        {
            var padded = (length + 7) / 8 * 8;
            records.Add((at, padded));
            at += padded;
        }
        return records;
    }

    public static int End(ReadOnlySpan<byte> segment)
    {
        var records = Records(segment);
        return records.Count == 0 ? RecordsAt : records[^1].Offset + records[^1].Bytes;
    }

    public static bool IsSealed(ReadOnlySpan<byte> segment)
    {
        var records = Records(segment);
        return records.Count > 0
            && BinaryPrimitives.ReadUInt16LittleEndian(segment[(records[^1].Offset + 24)..]) == 0xFFFF;
    }

    /// <summary>CRC-32C of several pieces, one bit at a time.</summary>
    public static uint Crc(params ReadOnlySpan<byte[]> pieces)
    {
        var crc = uint.MaxValue;
        foreach (var piece in pieces)
        {
            foreach (var one in piece)
            {
                crc ^= one;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }
        return ~crc;
    }

    /// <summary>Forgets what was promised, as if no sync had been noted.</summary>
    public static void ClearWatermark(string path) => Overwrite(path, WatermarkAt, new byte[8]);

    public static void Overwrite(string path, int offset, ReadOnlySpan<byte> bytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, bytes, offset);
    }

    public static void Flip(string path, int offset, int bit)
    {
        var bytes = File.ReadAllBytes(path);
        Overwrite(path, offset, [(byte)(bytes[offset] ^ (1 << bit))]);
    }
}
