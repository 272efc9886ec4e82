namespace Bourse.Exchange;

/// <summary>
/// Products and parts of amounts, exact but for the one rounding each names. Amounts are units of 10⁻⁸.
/// </summary>
internal static class Exact
{
    /// <summary>The largest value of an order: leaves room for its fee, and for sums of a few.</summary>
    public const long ValueMax = 1L << 60;

    /// <summary>The largest price and quantity of an order.</summary>
    public const long FactorMax = 1L << 60;

    private const ulong UnitsPerOne = 100_000_000;
    private const int Million = 1_000_000;

    /// <summary>Price × quantity rounded down; false when it is larger than <see cref="ValueMax"/>.</summary>
    public static bool TryValue(long price, long quantity, out long value)
    {
        var high = Math.BigMul((ulong)price, (ulong)quantity, out var low);
        value = high == 0 ? (long)(low / UnitsPerOne) : high < UnitsPerOne ? (long)Divide(high, low) : long.MaxValue;
        return value is >= 0 and <= ValueMax;
    }

    /// <summary>Price × quantity rounded down, for what is known to fit.</summary>
    public static long Value(long price, long quantity) => TryValue(price, quantity, out var value)
        ? value
        : throw new InvalidOperationException($"{quantity} at {price} is worth more than an order may be.");

    /// <summary>An amount times a rate in millionths, not rounded: millionths of a unit.</summary>
    public static Int128 Millionths(long amount, int rate) => (Int128)amount * rate;

    /// <summary>Millionths of a unit as units, rounded up.</summary>
    public static long Ceiling(Int128 millionths)
    {
        if (millionths <= long.MaxValue && millionths >= long.MinValue)
        {
            var narrow = (long)millionths;
            var quotient = narrow / Million;
            return narrow > quotient * Million ? quotient + 1 : quotient;
        }

        var whole = millionths / Million;
        return (long)(millionths > whole * Million ? whole + 1 : whole);
    }

    /// <summary>The part <paramref name="of"/> / <paramref name="whole"/> of an amount, rounded towards zero.</summary>
    public static Int128 Part(Int128 amount, long of, long whole)
    {
        if (of == whole)
            return amount;

        // Split, so that no product passes 128 bits.
        var (each, rest) = Int128.DivRem(amount, whole);
        return each * of + rest * of / whole;
    }

    // By constants, in two steps of 32 bits, which the compiler turns into multiplications.
    private static ulong Divide(ulong high, ulong low)
    {
        var upper = (high << 32) | (low >> 32);
        var quotient = upper / UnitsPerOne;
        var lower = ((upper - quotient * UnitsPerOne) << 32) | (uint)(low & uint.MaxValue);
        return quotient >= 1UL << 31 ? ulong.MaxValue >> 1 : (quotient << 32) | (lower / UnitsPerOne);
    }
}
