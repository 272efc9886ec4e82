using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.Limits;

/// <summary>
/// Requests per second that one key, or one address without a key, may make on and on, by what is asked; as many at once
/// after a pause.
/// </summary>
public sealed record RateOptions
{
    /// <summary>Market data.</summary>
    [Range(1, 100_000_000)]
    public int MarketPerSecondMax { get; init; } = 50_000;

    /// <summary>Portfolios, orders and whatever else one owns.</summary>
    [Range(1, 100_000_000)]
    public int ReadPerSecondMax { get; init; } = 50_000;

    /// <summary>Orders, and changes of what one owns.</summary>
    [Range(1, 100_000_000)]
    public int TradePerSecondMax { get; init; } = 20_000;

    [Range(1, 100_000_000)]
    public int AdminPerSecondMax { get; init; } = 5_000;

    /// <summary>Tokens asked for.</summary>
    [Range(1, 100_000_000)]
    public int AuthenticationPerSecondMax { get; init; } = 20;

    /// <summary>Keys and addresses that are told apart; those beyond share one allowance.</summary>
    [Range(16, 10_000_000)]
    public int BucketsMax { get; init; } = 65_536;
}
