namespace Bourse.Market;

/// <summary>
/// The slow, complete reader behind <see cref="FixedPoint"/>: exponents, and more digits than a 64-bit mantissa holds.
/// </summary>
internal static class ExactDecimal
{
    // Far beyond any text's length, so that a row of zeros cannot bring a cut-off exponent back into range.
    private const int ExponentMax = 1_000_000_000;
    private static readonly UInt128 MantissaMax = (UInt128.MaxValue / 10) - 1;

    /// <summary>Reads what <see cref="FixedPoint.Parse"/> reads, with any number of digits.</summary>
    public static NumberFault Parse(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        var exponentAt = text.IndexOfAny((byte)'e', (byte)'E');
        var exponent = 0;
        if (exponentAt >= 0 && !TryReadExponent(text[(exponentAt + 1)..], out exponent))
            return NumberFault.NotANumber;

        var number = exponentAt >= 0 ? text[..exponentAt] : text;
        var isNegative = !number.IsEmpty && number[0] == '-';
        if (!number.IsEmpty && number[0] is (byte)'-' or (byte)'+')
            number = number[1..];

        var fault = ReadMantissa(number, out var mantissa, out var decimals);
        return fault == NumberFault.None
            ? Scale(mantissa, FixedPoint.Decimals - decimals + exponent, isNegative, out units)
            : fault;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];
        if (text.IsEmpty)
            return false;

        foreach (var character in text)
        {
            if (character is < (byte)'0' or > (byte)'9')
                return false;
            exponent = (int)Math.Min(ExponentMax, (exponent * 10L) + character - '0');
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    // Zeros are counted rather than multiplied in, so that "0.1000…0" and "1000…0e-30" stay exact at any length.
    private static NumberFault ReadMantissa(ReadOnlySpan<byte> number, out UInt128 mantissa, out int decimals)
    {
        mantissa = 0;
        decimals = 0;
        int digits = 0, zeros = 0;
        var isFraction = false;
        foreach (var character in number)
        {
            if (character == '.' && !isFraction)
            {
                isFraction = true;
                continue;
            }

            if (character is < (byte)'0' or > (byte)'9')
                return NumberFault.NotANumber;
            digits++;
            zeros++;
            decimals += isFraction ? 1 : 0;
            if (character == '0')
                continue;
            for (; zeros > 0; zeros--)
            {
                if (mantissa > MantissaMax)
                    return isFraction ? NumberFault.TooManyDecimals : NumberFault.TooLarge;
                mantissa *= 10;
            }

            mantissa += (uint)(character - '0');
        }

        decimals -= zeros;
        return digits == 0 ? NumberFault.NotANumber : NumberFault.None;
    }

    private static NumberFault Scale(UInt128 mantissa, int shift, bool isNegative, out long units)
    {
        units = 0;
        if (mantissa == 0)
            return NumberFault.None;
        for (; shift > 0; shift--)
        {
            mantissa *= 10;
            if (mantissa > long.MaxValue)
                return NumberFault.TooLarge;
        }

        for (; shift < 0; shift++)
        {
            if (mantissa % 10 != 0)
                return NumberFault.TooManyDecimals;
            mantissa /= 10;
        }

        if (mantissa > long.MaxValue)
            return NumberFault.TooLarge;
        units = isNegative ? -(long)mantissa : (long)mantissa;
        return NumberFault.None;
    }
}
