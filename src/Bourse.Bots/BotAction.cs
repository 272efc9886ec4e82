using Bourse.Market;

namespace Bourse.Bots;

/// <summary>One thing that a bot wants done. Prices in ticks, quantities in lots.</summary>
/// <param name="Order">The order that is replaced or cancelled; 0 for a new one.</param>
/// <param name="Price">0 for a market order and for a cancel.</param>
/// <param name="Lots">Of the whole order, what is filled included; 0 for a cancel.</param>
internal readonly record struct BotAction(long Order, Side Side, long Price, long Lots)
{
    public static BotAction Place(Side side, long price, long lots) => new(0, side, price, lots);

    public static BotAction Take(Side side, long lots) => new(0, side, 0, lots);

    public static BotAction Move(BotOrder order, long price) => new(order.Id, order.Side, price, order.Filled + order.Open);

    public static BotAction Cancel(BotOrder order) => new(order.Id, order.Side, 0, 0);
}
