using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// A new order. Prices are counts of the instrument's tick, quantities counts of its lot; ids are the caller's, unique
/// among the orders that rest in the book.
/// </summary>
public readonly record struct NewOrder
{
    public ulong Id { get; init; }

    public Side Side { get; init; }

    public OrderType Type { get; init; }

    public TimeInForce TimeInForce { get; init; }

    /// <summary>What to do when the order meets another of the same <see cref="Owner"/>.</summary>
    public SelfTradePrevention SelfTradePrevention { get; init; }

    /// <summary>Refused instead of taking, so that it can only ever make.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Who must not trade with himself: 0 is nobody in particular; never negative.</summary>
    public int Owner { get; init; }

    /// <summary>
    /// The worst acceptable price in ticks, within ±<see cref="OrderBook.PriceMax"/>; ignored for a market order.
    /// </summary>
    public long Price { get; init; }

    /// <summary>Lots, at least 1.</summary>
    public long Quantity { get; init; }

    /// <summary>
    /// Lots shown at a time when this is an iceberg, else 0. A shown part that is used up is refilled at the back of its
    /// level.
    /// </summary>
    public long Display { get; init; }
}
