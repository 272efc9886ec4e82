namespace Bourse.Matching;

/// <summary>
/// New terms for a resting order. At the same price with no more quantity it keeps its place; with another price or more
/// quantity it goes to the back, and takes first if it now crosses.
/// </summary>
public readonly record struct Replacement
{
    public ulong Id { get; init; }

    /// <summary>Ticks.</summary>
    public long Price { get; init; }

    /// <summary>Lots open after the replacement, what is hidden included; at least 1.</summary>
    public long Quantity { get; init; }

    /// <summary>What to do when the order takes and meets another of the same owner.</summary>
    public SelfTradePrevention SelfTradePrevention { get; init; }

    /// <summary>Refused, leaving the order as it is, instead of taking.</summary>
    public bool PostOnly { get; init; }
}
