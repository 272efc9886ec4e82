using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>
/// Turns the local times of one zone into UTC. Where the clock is put back or forward, the offset in force before the
/// change holds: a time that comes twice is its first coming, a time that is left out is moved on by as much. The
/// offset is looked up once between two changes. One thread.
/// </summary>
internal sealed class ZoneClock(TimeZoneInfo zone)
{
    private const long SecondsPerDay = 86_400;

    // No zone is 15 hours from UTC: the search starts long before the local time, whatever its offset, and what it
    // finds holds for local times well after the start.
    private const long SearchFromBefore = 40 * 3_600;
    private const long HoldsFromAfter = 24 * 3_600;
    private const int PeriodDaysMax = 400;

    // The local times for which the offset holds; all in nanoseconds. Empty at first.
    private long _from;
    private long _to;
    private long _offset;

    /// <summary>UTC nanoseconds of nanoseconds since 1970 on the zone's clock.</summary>
    public long ToUtc(long local)
    {
        if (local < _from || local >= _to)
            Find(local);
        return local - _offset;
    }

    private void Find(long local)
    {
        var localSeconds = (local - (local < 0 ? Timestamp.PerSecond - 1 : 0)) / Timestamp.PerSecond;
        var start = localSeconds - SearchFromBefore;
        var validFrom = start + HoldsFromAfter;
        while (true)
        {
            var (end, offset, next) = PeriodFrom(start);
            var validTo = end + Math.Max(offset, next);
            if (localSeconds < validTo)
            {
                _from = validFrom * Timestamp.PerSecond;
                _to = Math.Min(validTo, long.MaxValue / Timestamp.PerSecond) * Timestamp.PerSecond;
                _offset = offset * Timestamp.PerSecond;
                return;
            }

            (start, validFrom) = (end, validTo);
        }
    }

    // From an instant until the next change, or for so many days: where it ends, its offset, and the offset after it.
    private (long End, long Offset, long Next) PeriodFrom(long start)
    {
        var offset = OffsetAt(start);
        for (var day = 0; day < PeriodDaysMax; day++)
        {
            var (same, other) = (start + (day * SecondsPerDay), start + ((day + 1) * SecondsPerDay));
            if (OffsetAt(other) == offset)
                continue;
            while (other - same > 1)
            {
                var middle = same + ((other - same) / 2);
                if (OffsetAt(middle) == offset)
                    same = middle;
                else
                    other = middle;
            }

            return (other, offset, OffsetAt(other));
        }

        return (start + (PeriodDaysMax * SecondsPerDay), offset, offset);
    }

    private long OffsetAt(long utcSeconds) =>
        (long)zone.GetUtcOffset(DateTime.UnixEpoch.AddSeconds(utcSeconds)).TotalSeconds;
}
