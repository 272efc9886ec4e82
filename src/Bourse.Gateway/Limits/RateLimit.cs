namespace Bourse.Gateway.Limits;

/// <summary>An allowance: so many at once, then one every so often.</summary>
/// <param name="Burst">Requests at once after a pause.</param>
/// <param name="Interval">Ticks of the clock for each.</param>
internal readonly record struct RateLimit(int Burst, long Interval)
{
    /// <summary>How long an empty bucket takes to be full, in ticks of the clock.</summary>
    public long Span => Burst * Interval;

    public static RateLimit Of(int perSecond, int burst, TimeProvider clock) =>
        new(burst, Math.Max(1, clock.TimestampFrequency / perSecond));
}
