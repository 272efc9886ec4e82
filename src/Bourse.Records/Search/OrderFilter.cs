using Bourse.Market;

namespace Bourse.Records;

/// <summary>Which orders are looked for, and which page of them.</summary>
public sealed record OrderFilter
{
    /// <summary>Whose; null everybody's.</summary>
    public IReadOnlyList<int>? Accounts { get; init; }

    public int? Instrument { get; init; }

    public OrderRowStatus? Status { get; init; }

    /// <summary>Only those that are over: refused, filled or ended.</summary>
    public bool IsOver { get; init; }

    public Side? Side { get; init; }

    /// <summary>Placed from then on, in nanoseconds since 1970.</summary>
    public long FromTime { get; init; }

    /// <summary>Placed before then, in nanoseconds since 1970.</summary>
    public long ToTime { get; init; } = long.MaxValue;

    /// <summary>The id of the last row of the page before; null for the first page.</summary>
    public long? Cursor { get; init; }

    /// <summary>The oldest first, else the newest.</summary>
    public bool IsAscending { get; init; }

    public int Limit { get; init; } = 100;
}
