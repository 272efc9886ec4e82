using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>A date and a time of day as a row states them, in whatever zone. Filled field by field.</summary>
internal struct CivilTime
{
    // Every such year lies wholly within the range of a Timestamp, in every zone.
    private const int YearMin = 1678;
    private const int YearMax = 2261;

    public int Year;
    public int Month;
    public int Day;
    public int Hour;
    public int Minute;
    public int Second;
    public int Nanosecond;

    /// <summary>Days since 1970-01-01 of the clock it was read from; false when there is no such date.</summary>
    public readonly bool TryGetDays(out long days)
    {
        days = 0;
        if (Year is < YearMin or > YearMax || !CivilDate.IsValid(Year, Month, Day))
            return false;
        days = CivilDate.ToDays(Year, Month, Day);
        return true;
    }

    /// <summary>Nanoseconds since that clock's midnight; false when there is no such time of day.</summary>
    public readonly bool TryGetTimeOfDay(out long nanoseconds)
    {
        nanoseconds = (((Hour * 60L) + Minute) * Timestamp.PerMinute) + (Second * Timestamp.PerSecond) + Nanosecond;
        return Hour <= 23 && Minute <= 59 && Second <= 59;
    }
}
