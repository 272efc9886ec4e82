using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Which rows to read, and in which direction: all of them, oldest first, unless said otherwise.</summary>
public readonly record struct TickRange()
{
    public static TickRange All => new();

    /// <summary>The first time that is in.</summary>
    public Timestamp Start { get; init; } = Timestamp.MinValue;

    /// <summary>The first time that is no longer in.</summary>
    public Timestamp End { get; init; } = Timestamp.MaxValue;

    /// <summary>Newest first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>The last row already read, to go on behind it in the direction of reading; null to begin.</summary>
    public TickKey? After { get; init; }

    internal TickKey From
    {
        get
        {
            var start = TickKey.StartOf(Start);
            return !IsDescending && After is { } after && after.Next > start ? after.Next : start;
        }
    }

    internal TickKey Until
    {
        get
        {
            var end = TickKey.StartOf(End);
            return IsDescending && After is { } after && after < end ? after : end;
        }
    }
}
