using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// Limits and sizes of an exchange. Two exchanges must have the same limits to do the same with the same commands.
/// </summary>
public sealed record ExchangeOptions
{
    /// <summary>Open orders to make room for at once; more make it grow, which takes a moment each time.</summary>
    public int OrdersExpected { get; init; }

    /// <summary>
    /// Client ids remembered at most, of open orders and of what ended lately; then new ones are refused.
    /// </summary>
    public int ClientIdsMax { get; init; } = 16_000_000;

    /// <summary>Stops triggered in one command at most; the rest goes on in the next.</summary>
    public int TriggersPerCommandMax { get; init; } = Cascade.StopsMax;

    /// <summary>
    /// Trailing stops that wait in one instrument at most, since a price may move them all; then new ones are refused.
    /// </summary>
    public int TrailingStopsMax { get; init; } = Cascade.StopsMax;

    /// <summary>The limits of each book.</summary>
    public OrderBookOptions Book { get; init; } = new();
}
