using System.ComponentModel.DataAnnotations;

namespace Bourse.Bots;

/// <summary>Bots that make a market on our own exchange, so that there is something to trade with. They say so.</summary>
public sealed record BotOptions
{
    public bool IsEnabled { get; init; } = true;

    /// <summary>The same seed and the same answers of the exchange make the same decisions.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Turns of all bots together; a turn is one command at most.</summary>
    [Range(0.1, 1_000)]
    public double OrdersPerSecond { get; init; } = 10;

    /// <summary>Orders that each maker keeps on each side.</summary>
    [Range(1, 20)]
    public int Levels { get; init; } = 5;

    /// <summary>The instrument that is listed for them in an empty exchange, and the asset that it trades.</summary>
    [RegularExpression("[A-Z0-9]{1,16}")]
    public string Symbol { get; init; } = "TULIP";

    /// <summary>What it is traded for.</summary>
    [RegularExpression("[A-Z0-9]{1,16}")]
    public string Currency { get; init; } = "USD";
}
