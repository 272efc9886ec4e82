using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>What happened to one instrument on one calendar day of its venue.</summary>
public sealed record DayStatistics
{
    public required DateOnly Date { get; init; }

    /// <summary>Open, high, low, close, volume, VWAP and number of trades; starts at the venue's midnight.</summary>
    public required Bar Bar { get; init; }

    /// <summary>Σ price × size of priced trades.</summary>
    public required Notional Notional { get; init; }

    /// <summary>Volume over trades, rounded down to 10⁻⁸.</summary>
    public required Quantity AverageTradeSize { get; init; }

    /// <summary>Of the trades still in memory, as the next two; null when there is none.</summary>
    public required Timestamp? FirstTrade { get; init; }

    public required Timestamp? LastTrade { get; init; }

    public required Quantity LargestTrade { get; init; }

    /// <summary>Of the quotes still in memory, as the next two.</summary>
    public required long Quotes { get; init; }

    /// <summary>
    /// Ask less bid over quotes that have both sides and are not crossed, each counting once; null without.
    /// </summary>
    public required Price? AverageSpread { get; init; }

    public required Price? LeastSpread { get; init; }

    /// <summary>All trades and quotes of the day are still in memory; the bar is whole in any case.</summary>
    public required bool IsComplete { get; init; }
}
