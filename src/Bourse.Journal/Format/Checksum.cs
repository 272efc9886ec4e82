using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Journal;

/// <summary>CRC-32C (Castagnoli), as the processor computes it.</summary>
internal static unsafe class Checksum
{
    /// <summary>
    /// The register with which every checksum of one journal begins: the journal's id already taken in, so that a
    /// record of another journal, or a payload that looks like a record, never passes for one of ours.
    /// </summary>
    public static uint Seed(long journalId) => BitOperations.Crc32C(uint.MaxValue, unchecked((ulong)journalId));

    /// <summary>The checksum of a record: its length, then everything from its sequence to its padded end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OfRecord(uint seed, byte* record, int paddedBytes)
    {
        var crc = BitOperations.Crc32C(seed, *(uint*)record);
        var end = record + paddedBytes;
        for (var at = record + RecordLayout.Sequence; at < end; at += sizeof(ulong))
            crc = BitOperations.Crc32C(crc, *(ulong*)at);
        return ~crc;
    }

    /// <summary>The plain CRC-32C of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var one in bytes)
            crc = BitOperations.Crc32C(crc, one);
        return ~crc;
    }
}
