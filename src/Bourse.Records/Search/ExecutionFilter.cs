using Bourse.Market;

namespace Bourse.Records;

/// <summary>Which executions are looked for, and which page of them.</summary>
public sealed record ExecutionFilter
{
    /// <summary>Whose; null everybody's.</summary>
    public IReadOnlyList<int>? Accounts { get; init; }

    public int? Instrument { get; init; }

    public Side? Side { get; init; }

    /// <summary>From then on, in nanoseconds since 1970.</summary>
    public long FromTime { get; init; }

    /// <summary>Before then, in nanoseconds since 1970.</summary>
    public long ToTime { get; init; } = long.MaxValue;

    /// <summary>The blotter sequence of the last row of the page before; null for the first page.</summary>
    public long? Cursor { get; init; }

    /// <summary>The oldest first, else the newest.</summary>
    public bool IsAscending { get; init; }

    public int Limit { get; init; } = 100;
}
