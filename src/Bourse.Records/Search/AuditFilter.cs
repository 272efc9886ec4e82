namespace Bourse.Records;

/// <summary>Which entries of the audit are looked for, and which page of them.</summary>
public sealed record AuditFilter
{
    public string? Actor { get; init; }

    public string? Target { get; init; }

    /// <summary>The operation's id: "placeOrder".</summary>
    public string? Action { get; init; }

    /// <summary>From then on, in nanoseconds since 1970.</summary>
    public long FromTime { get; init; }

    /// <summary>Before then, in nanoseconds since 1970.</summary>
    public long ToTime { get; init; } = long.MaxValue;

    /// <summary>The sequence of the last row of the page before; null for the first page.</summary>
    public long? Cursor { get; init; }

    /// <summary>The oldest first, else the newest.</summary>
    public bool IsAscending { get; init; }

    public int Limit { get; init; } = 100;
}
