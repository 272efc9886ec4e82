using System.Buffers.Text;

namespace Bourse.Market;

/// <summary>Exact conversion between <see cref="Timestamp"/> and ISO 8601 UTF-8 text. No allocation; any thread.</summary>
internal static class TimestampText
{
    private const int DateBytes = 10;
    private const int SecondsBytes = 19;

    public static bool TryParse(ReadOnlySpan<byte> utf8, out Timestamp time)
    {
        time = default;
        if (utf8.Length > 4 && utf8[4] == '-' && utf8[0] != '-')
            return TryParseIso(utf8, out time);
        if (!Utf8Parser.TryParse(utf8, out long nanoseconds, out var consumed) || consumed != utf8.Length)
            return false;
        time = new Timestamp(nanoseconds);
        return true;
    }

    public static int Format(Timestamp time, Span<byte> utf8)
    {
        var (days, nanoseconds) = Math.DivRem(time.Nanoseconds, Timestamp.PerDay);
        if (nanoseconds < 0)
            (days, nanoseconds) = (days - 1, nanoseconds + Timestamp.PerDay);
        var fraction = (int)(nanoseconds % Timestamp.PerSecond);
        var decimals = fraction == 0 ? 0 : fraction % 1_000_000 == 0 ? 3 : fraction % 1_000 == 0 ? 6 : 9;
        var length = SecondsBytes + (decimals == 0 ? 0 : decimals + 1) + 1;
        if (utf8.Length < length)
            return 0;

        var (year, month, day) = CivilDate.FromDays(days);
        var seconds = (int)(nanoseconds / Timestamp.PerSecond);
        WriteDigits(utf8, 0, 4, year);
        utf8[4] = utf8[7] = (byte)'-';
        WriteDigits(utf8, 5, 2, month);
        WriteDigits(utf8, 8, 2, day);
        utf8[10] = (byte)'T';
        WriteDigits(utf8, 11, 2, seconds / 3600);
        utf8[13] = utf8[16] = (byte)':';
        WriteDigits(utf8, 14, 2, seconds / 60 % 60);
        WriteDigits(utf8, 17, 2, seconds % 60);
        if (decimals > 0)
            WriteFraction(utf8, fraction, decimals);
        utf8[length - 1] = (byte)'Z';
        return length;
    }

    private static bool TryParseIso(ReadOnlySpan<byte> utf8, out Timestamp time)
    {
        time = default;
        if (!TryReadDate(utf8, out var days))
            return false;
        long nanoseconds = 0;
        if (utf8.Length > DateBytes && !TryReadTime(utf8[DateBytes..], out nanoseconds))
            return false;
        var total = ((Int128)days * Timestamp.PerDay) + nanoseconds;
        if (total < long.MinValue || total > long.MaxValue)
            return false;
        time = new Timestamp((long)total);
        return true;
    }

    private static bool TryReadDate(ReadOnlySpan<byte> utf8, out long days)
    {
        days = 0;
        if (utf8.Length < DateBytes || utf8[7] != '-'
            || !TryReadDigits(utf8[..4], out var year)
            || !TryReadDigits(utf8.Slice(5, 2), out var month)
            || !TryReadDigits(utf8.Slice(8, 2), out var day)
            || !CivilDate.IsValid(year, month, day))
            return false;
        days = CivilDate.ToDays(year, month, day);
        return true;
    }

    // "T07:57", "T07:57:14", "T07:57:14.754", each with nothing, "Z" or an offset behind it.
    private static bool TryReadTime(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length < 6 || text[0] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[3] != ':'
            || !TryReadDigits(text.Slice(1, 2), out var hour)
            || !TryReadDigits(text.Slice(4, 2), out var minute)
            || hour > 23 || minute > 59)
            return false;
        nanoseconds = (hour * Timestamp.PerHour) + (minute * Timestamp.PerMinute);
        text = text[6..];
        if (!text.IsEmpty && text[0] == ':')
        {
            if (text.Length < 3 || !TryReadDigits(text.Slice(1, 2), out var second) || second > 59)
                return false;
            nanoseconds += second * Timestamp.PerSecond;
            text = text[3..];
            if (!TryReadFraction(ref text, ref nanoseconds))
                return false;
        }

        return TryReadOffset(text, ref nanoseconds);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> text, ref long nanoseconds)
    {
        if (text.IsEmpty || text[0] != '.')
            return true;
        var unit = Timestamp.PerSecond;
        var i = 1;
        for (; i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            unit /= 10;
            if (unit == 0)
                return false;
            nanoseconds += (text[i] - '0') * unit;
        }

        text = text[i..];
        return i > 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, ref long nanoseconds)
    {
        if (text.IsEmpty || (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z'))
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (5 or 6)
            || (text.Length == 6 && text[3] != ':')
            || !TryReadDigits(text.Slice(1, 2), out var hours)
            || !TryReadDigits(text[^2..], out var minutes)
            || hours > 14 || minutes > 59)
            return false;
        var offset = (hours * Timestamp.PerHour) + (minutes * Timestamp.PerMinute);
        nanoseconds -= text[0] == '-' ? -offset : offset;
        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var character in text)
        {
            var digit = unchecked((uint)(character - '0'));
            if (digit > 9)
                return false;
            value = (value * 10) + (int)digit;
        }

        return true;
    }

    private static void WriteFraction(Span<byte> utf8, int fraction, int decimals)
    {
        utf8[SecondsBytes] = (byte)'.';
        for (var i = decimals; i < 9; i++)
            fraction /= 10;
        WriteDigits(utf8, SecondsBytes + 1, decimals, fraction);
    }

    private static void WriteDigits(Span<byte> utf8, int offset, int count, int value)
    {
        for (var i = offset + count - 1; i >= offset; i--)
            (value, utf8[i]) = (value / 10, (byte)('0' + (value % 10)));
    }
}
