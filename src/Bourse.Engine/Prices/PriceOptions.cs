using System.ComponentModel.DataAnnotations;

namespace Bourse.Engine;

/// <summary>How prices of markets elsewhere come to instruments on paper.</summary>
public sealed record PriceOptions
{
    /// <summary>
    /// How often an instrument with open orders is looked at, and how long a price serves the orders that come. Each
    /// interval puts at most one reference an instrument into the orders journal, but for orders that meet a newer one.
    /// </summary>
    [Range(1, 60_000)]
    public int IntervalMillis { get; init; } = 100;

    /// <summary>Levels of a book that are looked at, on each side.</summary>
    [Range(1, 10)]
    public int Levels { get; init; } = 10;
}
