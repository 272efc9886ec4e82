using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bourse.Feeds.Kraken;

/// <summary>CRC-32 with zlib's polynomial, which the processor's CRC instruction does not have. Any thread.</summary>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;
    private const int Block = 16;

    // By "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (Intel, 2009), for the bit-reversed form: what
    // to multiply by to carry 128 bits over 512 and over 128 bits, then to reduce 128 bits to 64, and 64 to 32.
    private static readonly Vector128<ulong> Over512 = Vector128.Create(0x0154442BD4UL, 0x01C6E41596UL);
    private static readonly Vector128<ulong> Over128 = Vector128.Create(0x01751997D0UL, 0x00CCAA009EUL);
    private static readonly Vector128<ulong> To64 = Vector128.Create(0x0163CD6124UL, 0UL);
    private static readonly Vector128<ulong> To32 = Vector128.Create(0x01DB710641UL, 0x01F7011641UL);

    private static readonly uint[] Table = MakeTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var register = uint.MaxValue;
        if (Pclmulqdq.IsSupported && bytes.Length >= 4 * Block)
        {
            var whole = bytes.Length & -Block;
            register = Fold(register, bytes[..whole]);
            bytes = bytes[whole..];
        }

        foreach (var one in bytes)
            register = (register >> 8) ^ Table[(register ^ one) & 0xFF];
        return ~register;
    }

    private static uint Fold(uint register, ReadOnlySpan<byte> bytes)
    {
        var x0 = Load(bytes, 0) ^ Vector128.CreateScalar((ulong)register);
        var (x1, x2, x3) = (Load(bytes, 1), Load(bytes, 2), Load(bytes, 3));
        for (bytes = bytes[(4 * Block)..]; bytes.Length >= 4 * Block; bytes = bytes[(4 * Block)..])
        {
            x0 = Carry(x0, Over512) ^ Load(bytes, 0);
            x1 = Carry(x1, Over512) ^ Load(bytes, 1);
            x2 = Carry(x2, Over512) ^ Load(bytes, 2);
            x3 = Carry(x3, Over512) ^ Load(bytes, 3);
        }

        x1 ^= Carry(x0, Over128);
        x2 ^= Carry(x1, Over128);
        x3 ^= Carry(x2, Over128);
        for (; bytes.Length >= Block; bytes = bytes[Block..])
            x3 = Carry(x3, Over128) ^ Load(bytes, 0);
        return Reduce(x3);
    }

    private static Vector128<ulong> Load(ReadOnlySpan<byte> bytes, int block) =>
        Vector128.Create<byte>(bytes.Slice(block * Block, Block)).AsUInt64();

    private static Vector128<ulong> Carry(Vector128<ulong> x, Vector128<ulong> over) =>
        Pclmulqdq.CarrylessMultiply(x, over, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, over, 0x11);

    private static uint Reduce(Vector128<ulong> x)
    {
        var low32 = Vector128.Create(0xFFFFFFFFUL, 0UL);
        x = Pclmulqdq.CarrylessMultiply(x, Over128, 0x10) ^ Sse2.ShiftRightLogical128BitLane(x, 8);
        x = Pclmulqdq.CarrylessMultiply(x & low32, To64, 0x00) ^ Sse2.ShiftRightLogical128BitLane(x, 4);
        var quotient = Pclmulqdq.CarrylessMultiply(x & low32, To32, 0x10) & low32;
        x ^= Pclmulqdq.CarrylessMultiply(quotient, To32, 0x00);
        return x.AsUInt32().GetElement(1);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var register = i;
            for (var bit = 0; bit < 8; bit++)
                register = (register >> 1) ^ ((register & 1) * ReversedPolynomial);
            table[i] = register;
        }

        return table;
    }
}
