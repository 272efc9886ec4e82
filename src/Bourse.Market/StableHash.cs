namespace Bourse.Market;

/// <summary>64-bit hashes that are the same in every process, on every machine and in every version.</summary>
public static class StableHash
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>FNV-1a, 64 bits, with <see cref="Mix"/> as the finisher.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = OffsetBasis;
        unchecked
        {
            foreach (var value in bytes)
                hash = (hash ^ value) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Spreads every input bit over the output (the finisher of MurmurHash3, public domain).</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
            value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
            return value ^ (value >> 33);
        }
    }
}
