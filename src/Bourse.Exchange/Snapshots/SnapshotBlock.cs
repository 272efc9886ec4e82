using System.Numerics;
using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// A snapshot is a chain of blocks, so that neither side holds more than one of them; the last has no bytes.
/// <code>
///  0        4     8        8 + length
///  | length | crc | bytes … |
/// </code>
/// </summary>
internal static class SnapshotBlock
{
    public const int HeaderBytes = 8;
    public const int BytesMax = 1 << 20;

    /// <summary>The CRC-32C of a block's number in the chain, from 0, its length and its bytes.</summary>
    public static uint Checksum(long number, ReadOnlySpan<byte> bytes)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, unchecked((ulong)number));
        crc = BitOperations.Crc32C(crc, (uint)bytes.Length);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, MemoryMarshal.Read<ulong>(bytes));
        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
