namespace Bourse.Market;

/// <summary>Days since 1970-01-01 of the proleptic Gregorian calendar, without <see cref="DateTime"/>'s range checks.</summary>
/// <remarks>The algorithm is Howard Hinnant's "days_from_civil" (public domain).</remarks>
public static class CivilDate
{
    private const int DaysPerEra = 146_097;
    private const int EpochShift = 719_468;

    public static long ToDays(int year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = (year >= 0 ? year : year - 399) / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return ((long)era * DaysPerEra) + dayOfEra - EpochShift;
    }

    public static (int Year, int Month, int Day) FromDays(long days)
    {
        days += EpochShift;
        var era = (days >= 0 ? days : days - DaysPerEra + 1) / DaysPerEra;
        var dayOfEra = (int)(days - (era * DaysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1;
        var month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
        return ((int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, day);
    }

    public static bool IsValid(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
