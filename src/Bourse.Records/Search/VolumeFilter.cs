namespace Bourse.Records;

/// <summary>Whose volume of what is added up, and from when to when.</summary>
public sealed record VolumeFilter
{
    /// <summary>0: all that was traded, each trade once.</summary>
    public int Account { get; init; }

    public int? Instrument { get; init; }

    /// <summary>From the minute of this time on, in nanoseconds since 1970.</summary>
    public long FromTime { get; init; }

    /// <summary>Minutes that begin before this time, in nanoseconds since 1970.</summary>
    public long ToTime { get; init; } = long.MaxValue;

    public VolumePeriod Period { get; init; } = VolumePeriod.Hour;

    /// <summary>Periods at most, those with nothing traded not counted.</summary>
    public int Limit { get; init; } = 1000;
}
