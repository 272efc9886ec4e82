using System.Text;

namespace Bourse.Market;

/// <summary>An instant in nanoseconds since the Unix epoch, UTC: 1677-09-21 to 2262-04-11. 0 means "not stamped".</summary>
public readonly record struct Timestamp(long Nanoseconds) : IComparable<Timestamp>
{
    public const long PerMicrosecond = 1_000;
    public const long PerMillisecond = 1_000_000;
    public const long PerSecond = 1_000_000_000;
    public const long PerMinute = 60 * PerSecond;
    public const long PerHour = 60 * PerMinute;
    public const long PerDay = 24 * PerHour;

    /// <summary>The longest text <see cref="Format"/> writes: 2014-03-10T07:57:14.754000000Z.</summary>
    public const int TextBytesMax = 30;

    public static Timestamp MinValue => new(long.MinValue);

    public static Timestamp MaxValue => new(long.MaxValue);

    public static bool operator <(Timestamp left, Timestamp right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(Timestamp left, Timestamp right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(Timestamp left, Timestamp right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(Timestamp left, Timestamp right) => left.Nanoseconds >= right.Nanoseconds;

    public static Timestamp FromDateTime(DateTimeOffset time) =>
        new((time.UtcTicks - DateTime.UnixEpoch.Ticks) * (PerMicrosecond / TimeSpan.TicksPerMicrosecond));

    public static Timestamp FromCivil(int year, int month, int day, int hour = 0, int minute = 0, int second = 0) =>
        new((CivilDate.ToDays(year, month, day) * PerDay) + (hour * PerHour) + (minute * PerMinute) + (second * PerSecond));

    /// <summary>
    /// Reads ISO 8601 (a date alone, or date and time with up to nine decimals and "Z" or an offset; UTC without one)
    /// or integer nanoseconds since the epoch.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Timestamp time) => TimestampText.TryParse(utf8, out time);

    /// <exception cref="FormatException">The text is neither ISO 8601 nor nanoseconds, or out of range.</exception>
    public static Timestamp Parse(string text) => TryParse(Encoding.UTF8.GetBytes(text), out var time)
        ? time
        : throw new FormatException($"'{text}' is not a time: ISO 8601 or nanoseconds since 1970 are.");

    public Timestamp AddNanoseconds(long nanoseconds) => new(checked(Nanoseconds + nanoseconds));

    /// <summary>Writes ISO 8601 in UTC with 0, 3, 6 or 9 decimals; returns the bytes written, 0 when too short.</summary>
    public int Format(Span<byte> utf8) => TimestampText.Format(this, utf8);

    public DateTimeOffset ToDateTime() => DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / 100);

    public int CompareTo(Timestamp other) => Nanoseconds.CompareTo(other.Nanoseconds);

    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextBytesMax];
        return Encoding.UTF8.GetString(text[..Format(text)]);
    }
}
