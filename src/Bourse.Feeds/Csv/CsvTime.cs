namespace Bourse.Feeds.Csv;

/// <summary>Where and how a row states its time.</summary>
public sealed record CsvTime
{
    public required CsvColumn Column { get; init; }

    /// <summary>
    /// "iso", "seconds", "millis", "micros" or "nanos" since 1970, or a pattern of yyyy MM dd HH mm ss fff (exactly so
    /// many digits), M d H m s (one or two), FFF (up to so many decimals); anything else stands for itself.
    /// </summary>
    public required string Format { get; init; }

    /// <summary>The date, where it has a column of its own.</summary>
    public CsvColumn? DateColumn { get; init; }

    /// <summary>The pattern of <see cref="DateColumn"/>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>
    /// IANA name of the zone that the times are in. Where its clock is put back or forward, the offset before the
    /// change holds: a time that comes twice is the first, a time that is left out is moved on by what was left out.
    /// </summary>
    public string Zone { get; init; } = "UTC";
}
