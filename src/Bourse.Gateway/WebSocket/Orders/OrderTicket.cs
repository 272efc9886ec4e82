using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>What an order was placed with, which the later events of it do not say again. Amounts in 10⁻⁸.</summary>
/// <param name="ClientId">Empty for none.</param>
/// <param name="Quantity">0 of an order by notional.</param>
internal readonly record struct OrderTicket(
    int Instrument, Side Side, OrderKind Kind, Lifetime Lifetime, long Price, long StopPrice, long Quantity, long Notional,
    string ClientId)
{
    public static OrderTicket Of(in OrderAccepted order) => new(
        order.Instrument, order.Side, order.Kind, order.Lifetime, order.Price, order.StopPrice, order.Quantity,
        order.Notional, order.ClientId.ToString());

    public static OrderTicket Of(in PlaceOrder order) => new(
        order.Instrument, order.Side, order.Kind, order.Lifetime, order.Price, order.StopPrice, order.Quantity,
        order.Notional, order.ClientId.ToString());

    /// <summary>One of the orders that came together; null when the group has no such leg.</summary>
    public static OrderTicket? Of(in PlaceGroup group, int leg)
    {
        if (leg < 1 || leg > (group.Kind == GroupKind.Bracket ? 3 : 2))
            return null;
        var own = leg switch { 1 => group.Leg1, 2 => group.Leg2, _ => group.Leg3 };
        var side = leg == 1 || group.Kind == GroupKind.OneCancelsOther ? group.Side
            : group.Side == Side.Buy ? Side.Sell : Side.Buy;
        return new OrderTicket(
            group.Instrument, side, own.Kind, own.Lifetime, own.Price, own.StopPrice, group.Quantity, 0,
            group.ClientId.ToString());
    }
}
