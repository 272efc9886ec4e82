using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>Reads the times of a file's rows as instants. No allocation when reading; one thread.</summary>
internal sealed class CsvClock
{
    private const int DateBytesMax = 32;

    private readonly ZoneClock _zone;
    private readonly TimePattern? _pattern;
    private readonly TimePattern? _datePattern;
    private readonly int _epochDecimals;

    // Rows of one day share their date: it is read once.
    private readonly byte[] _date = new byte[DateBytesMax];
    private int _dateLength;
    private long _dateDays;

    /// <exception cref="FormatException">A pattern is impossible; <see cref="FaultIn"/> would have said so.</exception>
    public CsvClock(CsvTime time)
    {
        _zone = new ZoneClock(TimeZoneInfo.FindSystemTimeZoneById(time.Zone));
        _epochDecimals = EpochDecimals(time.Format);
        if (_epochDecimals < 0 && time.Format != "iso")
            _pattern = TimePattern.Parse(time.Format);
        if (time.DateFormat is not null)
            _datePattern = TimePattern.Parse(time.DateFormat);
    }

    /// <summary>What is wrong with a profile's formats; null when they can be used.</summary>
    public static string? FaultIn(CsvTime time)
    {
        try
        {
            if (time.DateFormat is not null && TimePattern.Parse(time.DateFormat) is { HasDate: false })
                return $"date format '{time.DateFormat}' names no whole date";
            if (time.Format == "iso" || EpochDecimals(time.Format) >= 0)
                return time.DateFormat is null ? null : $"format '{time.Format}' needs no date column";
            var pattern = TimePattern.Parse(time.Format);
            return pattern.HasTime && pattern.HasDate == time.DateFormat is null
                ? null
                : $"format '{time.Format}' must name hours and minutes, and the date unless it has its own column";
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Reads a row's time; the date is empty where it has no column of its own.</summary>
    public bool TryRead(ReadOnlySpan<byte> date, ReadOnlySpan<byte> text, out Timestamp time)
    {
        time = default;
        if (_epochDecimals >= 0)
        {
            var isRead = EpochText.TryRead(text, _epochDecimals, out var sinceEpoch);
            time = new Timestamp(sinceEpoch);
            return isRead;
        }

        return _pattern is null ? TryReadIso(text, out time) : TryReadPattern(_pattern, date, text, out time);
    }

    private static int EpochDecimals(string format) => format switch
    {
        "seconds" => 9,
        "millis" => 6,
        "micros" => 3,
        "nanos" => 0,
        _ => -1,
    };

    private bool TryReadIso(ReadOnlySpan<byte> text, out Timestamp time)
    {
        if (text.Length < 5 || text[4] != '-' || !Timestamp.TryParse(text, out time) || !IsWithinReach(time))
        {
            time = default;
            return false;
        }

        const int DateLength = 10;
        if (text.Length > DateLength && text[DateLength..].ContainsAny("Zz+-"u8))
            return true;
        time = new Timestamp(_zone.ToUtc(time.Nanoseconds));
        return true;
    }

    private static bool IsWithinReach(Timestamp time) =>
        time.Nanoseconds is > long.MinValue + Timestamp.PerDay * 100 and < long.MaxValue - Timestamp.PerDay * 100;

    private bool TryReadPattern(
        TimePattern pattern, ReadOnlySpan<byte> date, ReadOnlySpan<byte> text, out Timestamp time)
    {
        time = default;
        var civil = default(CivilTime);
        if (!pattern.TryRead(text, ref civil) || !civil.TryGetTimeOfDay(out var timeOfDay))
            return false;
        long days;
        if (_datePattern is null ? !civil.TryGetDays(out days) : !TryReadDays(_datePattern, date, out days))
            return false;
        time = new Timestamp(_zone.ToUtc((days * Timestamp.PerDay) + timeOfDay));
        return true;
    }

    private bool TryReadDays(TimePattern pattern, ReadOnlySpan<byte> date, out long days)
    {
        days = _dateDays;
        if (_dateLength > 0 && date.SequenceEqual(_date.AsSpan(0, _dateLength)))
            return true;
        var civil = default(CivilTime);
        if (date.Length > DateBytesMax || !pattern.TryRead(date, ref civil) || !civil.TryGetDays(out days))
            return false;
        date.CopyTo(_date);
        (_dateLength, _dateDays) = (date.Length, days);
        return true;
    }
}
