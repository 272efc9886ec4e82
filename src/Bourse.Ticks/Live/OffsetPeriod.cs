namespace Bourse.Ticks;

/// <summary>A time during which a zone's offset from UTC stays the same; all in nanoseconds.</summary>
/// <param name="From">The first instant, since the epoch.</param>
/// <param name="To">The first instant that no longer belongs to it.</param>
/// <param name="Offset">Local time less UTC.</param>
/// <param name="OffsetBefore">The offset that was in force before <paramref name="From"/>.</param>
internal sealed record OffsetPeriod(long From, long To, long Offset, long OffsetBefore)
{
    public bool Holds(long time) => time >= From && time < To;
}
