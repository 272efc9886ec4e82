namespace Bourse.Feeds.Csv;

/// <summary>Reads seconds, or thousandths of them, since 1970, with decimals down to the nanosecond.</summary>
internal static class EpochText
{
    /// <param name="decimals">Decimals of the unit down to a nanosecond: 9 for seconds, 0 for nanoseconds.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int decimals, out long nanoseconds)
    {
        nanoseconds = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        if (isNegative)
            text = text[1..];
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty))
            return false;

        Int128 value = 0;
        if (!TryAdd(whole, ref value) || fraction.Length > decimals || !TryAdd(fraction, ref value))
            return false;
        for (var i = fraction.Length; i < decimals; i++)
            value *= 10;
        if (value > long.MaxValue)
            return false;
        nanoseconds = isNegative ? -(long)value : (long)value;
        return true;
    }

    private static bool TryAdd(ReadOnlySpan<byte> digits, ref Int128 value)
    {
        foreach (var character in digits)
        {
            var digit = unchecked((uint)(character - '0'));
            if (digit > 9 || value > long.MaxValue)
                return false;
            value = (value * 10) + digit;
        }

        return true;
    }
}
