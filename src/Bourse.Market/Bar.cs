namespace Bourse.Market;

/// <summary>
/// What traded in one interval of the venue's own clock. Prices are of priced trades only and null where there was
/// none; volume and the number of trades count every print.
/// </summary>
public readonly record struct Bar
{
    /// <summary>The interval's first instant, UTC.</summary>
    public required Timestamp Start { get; init; }

    public Price? Open { get; init; }

    public Price? High { get; init; }

    public Price? Low { get; init; }

    public Price? Close { get; init; }

    public required Quantity Volume { get; init; }

    /// <summary>Σ price × quantity / Σ quantity over priced trades.</summary>
    public Price? Vwap { get; init; }

    public required int Trades { get; init; }
}
