using System.Collections.Immutable;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// A venue's local clock: cuts time into intervals that start at whole local seconds, minutes, hours and at local
/// midnight, whatever daylight saving does. Any thread; an offset is looked up once a period of half a year.
/// </summary>
public sealed class VenueClock
{
    // How far a period is followed from the instant asked for; a longer one is cut there, which changes no answer.
    private const int PeriodDaysMax = 400;

    private readonly TimeZoneInfo _zone;
    private ImmutableArray<OffsetPeriod> _periods = [];

    /// <param name="timeZone">An IANA name; UTC stands in for one that this machine does not know.</param>
    public VenueClock(string timeZone) =>
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The first instant of the interval that a time falls into.</summary>
    public Timestamp StartOf(Timestamp time, BarInterval interval) =>
        new(BucketOf(time.Nanoseconds, interval.Nanoseconds()).Start);

    /// <summary>The venue's calendar day.</summary>
    public DateOnly DayOf(Timestamp time)
    {
        var local = time.Nanoseconds + PeriodAt(time.Nanoseconds).Offset;
        var (year, month, day) = CivilDate.FromDays(FloorDivide(local, Timestamp.PerDay));
        return new DateOnly(year, month, day);
    }

    /// <summary>The first instant of the day after the one that a time falls into.</summary>
    public Timestamp EndOfDay(Timestamp time)
    {
        // A day has 23 to 25 hours: 36 hours after its start is within the next, be the clocks changed or not.
        var start = StartOf(time, BarInterval.Day1);
        return StartOf(start.AddNanoseconds(36 * Timestamp.PerHour), BarInterval.Day1);
    }

    internal Bucket BucketOf(long time, long interval)
    {
        var period = PeriodAt(time);
        var localStart = FloorDivide(time + period.Offset, interval) * interval;
        var start = localStart - period.Offset;
        var end = start + interval;
        if (start >= period.From)
            return new Bucket(start, start, Math.Min(end, period.To));

        // The interval began before the clocks were changed, so its start is read on the clock of then; or that
        // local time was skipped by the change, and the interval starts with it.
        var startBefore = localStart - period.OffsetBefore;
        return new Bucket(Math.Min(startBefore, period.From), period.From, Math.Min(end, period.To));
    }

    private static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }

    private OffsetPeriod PeriodAt(long time)
    {
        foreach (var period in _periods)
            if (period.Holds(time))
                return period;
        var found = FindPeriod(time);
        ImmutableInterlocked.Update(ref _periods, (periods, added) => periods.Insert(0, added), found);
        return found;
    }

    private OffsetPeriod FindPeriod(long time)
    {
        var offset = OffsetAt(time);
        var from = time;
        for (var day = 0; day < PeriodDaysMax && OffsetAt(from) == offset; day++)
            from -= Timestamp.PerDay;
        var before = OffsetAt(from);
        if (before != offset)
            from = FindChange(from, from + Timestamp.PerDay);

        var to = time;
        for (var day = 0; day < PeriodDaysMax && OffsetAt(to) == offset; day++)
            to += Timestamp.PerDay;
        if (OffsetAt(to) != offset)
            to = FindChange(to - Timestamp.PerDay, to);
        return new OffsetPeriod(from, to, offset, before);
    }

    // The first instant, in whole seconds, with the offset of the right end.
    private long FindChange(long left, long right)
    {
        var offset = OffsetAt(right);
        left = FloorDivide(left, Timestamp.PerSecond);
        right = FloorDivide(right, Timestamp.PerSecond);
        while (right - left > 1)
        {
            var middle = (left + right) / 2;
            if (OffsetAt(middle * Timestamp.PerSecond) == offset)
                right = middle;
            else
                left = middle;
        }

        return right * Timestamp.PerSecond;
    }

    private long OffsetAt(long time)
    {
        var instant = new Timestamp(time).ToDateTime().UtcDateTime;
        return _zone.GetUtcOffset(instant).Ticks * (Timestamp.PerMicrosecond / TimeSpan.TicksPerMicrosecond);
    }
}
