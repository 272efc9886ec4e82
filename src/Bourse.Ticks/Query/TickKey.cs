using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// Where a row stands in the one order of all rows: venue time in nanoseconds, then tape sequence. A page ends at a
/// key and the next one starts after it.
/// </summary>
public readonly record struct TickKey(long Time, long Sequence) : IComparable<TickKey>
{
    public static bool operator <(TickKey left, TickKey right) => left.CompareTo(right) < 0;

    public static bool operator >(TickKey left, TickKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(TickKey left, TickKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TickKey left, TickKey right) => left.CompareTo(right) >= 0;

    /// <summary>Before every row.</summary>
    public static TickKey First => new(long.MinValue, long.MinValue);

    /// <summary>Behind every row.</summary>
    public static TickKey Last => new(long.MaxValue, long.MaxValue);

    /// <summary>Before every row of that time.</summary>
    public static TickKey StartOf(Timestamp time) => new(time.Nanoseconds, long.MinValue);

    /// <summary>Just behind this row.</summary>
    public TickKey Next => Sequence == long.MaxValue ? this : new TickKey(Time, Sequence + 1);

    public int CompareTo(TickKey other) =>
        Time != other.Time ? Time.CompareTo(other.Time) : Sequence.CompareTo(other.Sequence);
}
