namespace Bourse.Records;

/// <summary>What volume is added up by; the number is the period's minutes. Periods begin with the day in UTC.</summary>
public enum VolumePeriod
{
    Minute = 1,
    Hour = 60,
    Day = 1440,
}
