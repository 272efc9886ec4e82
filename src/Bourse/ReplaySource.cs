using System.ComponentModel.DataAnnotations;

namespace Bourse;

/// <summary>Another data directory whose tape is published again on this one.</summary>
public sealed record ReplaySource
{
    /// <summary>The other data directory.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Data { get; init; } = "";

    /// <summary>1 is as it happened, 10 ten times as fast, 0 as fast as possible.</summary>
    [Range(0, 1_000_000)]
    public double Speed { get; init; } = 1;

    /// <summary>"BHP" or "ASX:BHP"; none means all instruments.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];
}
