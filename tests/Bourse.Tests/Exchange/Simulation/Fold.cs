using System.Buffers.Binary;

namespace Bourse.Tests.Exchange;

/// <summary>A running hash that is the same in every process.</summary>
internal static class Fold
{
    public const ulong Start = 0xCBF29CE484222325;

    public static ulong In(ulong hash, ulong value)
    {
        unchecked
        {
            hash = (hash ^ value) * 0x9E3779B97F4A7C15;
            return hash ^ (hash >> 29);
        }
    }

    public static ulong In(ulong hash, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            hash = In(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var rest in bytes)
            hash = In(hash, rest);
        return hash;
    }
}
