namespace Bourse.Exchange;

/// <summary>
/// What an account has traded for, of one quote asset, by day (UTC, of the exchange's time) over the last thirty days.
/// </summary>
internal struct Volume
{
    // Thirty of them fit 64 bits; no tier asks for more.
    private const long PerDayMax = 1L << 57;

    public DayValues Values;
    public long Day;
    public long Sum;

    public void Add(long day, long value)
    {
        Advance(day);
        ref var today = ref Values[(int)(day % DayValues.Days)];
        var more = Math.Min(value, PerDayMax - today);
        today += more;
        Sum += more;
    }

    /// <summary>Forgets the days that are too long ago.</summary>
    public void Advance(long day)
    {
        for (var gone = Math.Max(Day + 1, day - DayValues.Days + 1); gone <= day; gone++)
        {
            ref var value = ref Values[(int)(gone % DayValues.Days)];
            Sum -= value;
            value = 0;
        }

        Day = day;
    }
}
