namespace Bourse.Market;

/// <summary>
/// Exact conversion between UTF-8 decimal text and whole units of 10⁻⁸. Nothing is rounded: a value that does not
/// fit is refused with the reason. No allocation; any thread.
/// </summary>
internal static class FixedPoint
{
    public const long UnitsPerOne = 100_000_000;
    public const int Decimals = 8;

    /// <summary>The longest text <see cref="Format"/> writes: a sign, 11 digits, a point and 8 decimals.</summary>
    public const int TextBytesMax = 21;

    // An array, not a span of constants: unoptimised code allocates for each use of the latter.
    private static readonly ulong[] PowersOfTen =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Reads digits with an optional sign, point and exponent (JSON's number form, and "007" or ".5" too).</summary>
    public static NumberFault Parse(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        if (text.IsEmpty)
            return NumberFault.Empty;

        var isNegative = text[0] == '-';
        var i = isNegative || text[0] == '+' ? 1 : 0;
        ulong mantissa = 0;
        int digits = 0, decimals = 0;
        var isFraction = false;
        for (; i < text.Length; i++)
        {
            var digit = unchecked((uint)(text[i] - '0'));
            if (digit <= 9)
            {
                digits++;
                if (decimals == Decimals)
                {
                    if (digit != 0)
                        return ExactDecimal.Parse(text, out units);
                    continue;
                }

                if (mantissa > (ulong.MaxValue / 10) - 1)
                    return ExactDecimal.Parse(text, out units);
                mantissa = (mantissa * 10) + digit;
                if (isFraction)
                    decimals++;
            }
            else if (text[i] == '.' && !isFraction)
            {
                isFraction = true;
            }
            else
            {
                return text[i] is (byte)'e' or (byte)'E' ? ExactDecimal.Parse(text, out units) : NumberFault.NotANumber;
            }
        }

        return digits == 0 ? NumberFault.NotANumber : Scale(mantissa, decimals, isNegative, out units);
    }

    /// <summary>Writes the shortest exact text: no trailing zeros, no exponent, "-" only below zero.</summary>
    /// <returns>The bytes written, or 0 when <paramref name="destination"/> is too short.</returns>
    public static int Format(long units, Span<byte> destination)
    {
        var magnitude = units < 0 ? unchecked((ulong)-units) : (ulong)units;
        Span<byte> text = stackalloc byte[TextBytesMax];
        var start = WriteBackwards(magnitude, text);
        if (units < 0)
            text[--start] = (byte)'-';

        var result = text[start..];
        var end = result.Length;
        if (magnitude % UnitsPerOne == 0)
            end -= Decimals + 1;
        else
            while (result[end - 1] == '0')
                end--;
        return result[..end].TryCopyTo(destination) ? end : 0;
    }

    private static int WriteBackwards(ulong magnitude, Span<byte> text)
    {
        var position = text.Length;
        for (var i = 0; i < Decimals; i++)
            (magnitude, text[--position]) = (magnitude / 10, (byte)('0' + (magnitude % 10)));
        text[--position] = (byte)'.';
        do
            (magnitude, text[--position]) = (magnitude / 10, (byte)('0' + (magnitude % 10)));
        while (magnitude != 0);
        return position;
    }

    private static NumberFault Scale(ulong mantissa, int decimals, bool isNegative, out long units)
    {
        units = 0;
        var factor = PowersOfTen[Decimals - decimals];
        if (mantissa > (ulong)long.MaxValue / factor)
            return NumberFault.TooLarge;
        units = (long)(mantissa * factor);
        if (isNegative)
            units = -units;
        return NumberFault.None;
    }
}
