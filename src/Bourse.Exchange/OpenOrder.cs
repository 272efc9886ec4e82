using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>An open order as it is now. Amounts in 10⁻⁸.</summary>
/// <param name="Price">The worst price it may trade at.</param>
/// <param name="Quantity">Filled and open together.</param>
/// <param name="Held">Of the quote asset for a buy, of the base asset for a sell.</param>
/// <param name="Fees">Charged so far, less rebates.</param>
/// <param name="StopPrice">Of a stop, its stop now, or when it was triggered; else 0.</param>
public readonly record struct OpenOrder(
    long Id, int Account, int Instrument, Side Side, long Price, long Quantity, long Open, long Held, long Fees,
    long StopPrice)
{
    internal static OpenOrder Of(in Order order, Orders orders) => new(
        order.Id, order.Account, order.Instrument, order.Side, order.Price, order.Quantity, order.Open, order.Held,
        order.FeeCharged, order.Stop == 0 ? 0 : orders.StopOf(order).Price);
}
