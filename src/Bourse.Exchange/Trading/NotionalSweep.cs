using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Executes an order by notional: price by price, so much as what is left can pay for.</summary>
internal sealed class NotionalSweep(Orders orders, Settlement settlement)
{
    public void Run(int place, int owner, Listing listing, BlotterPage page)
    {
        var fills = new BookFills(settlement, listing, page);
        settlement.Accept(place, listing, page);
        var id = orders[place].Id;
        while (NextLots(orders[place], listing, out var ticks) is var lots and > 0)
        {
            listing.Book.Submit(Step(place, owner, ticks, lots), ref fills);

            // Self-trade prevention may have ended it.
            if (!orders[place].IsOpen || orders[place].Id != id)
                return;
        }

        if (orders[place].Notional == 0)
            settlement.Close(place, listing, page);
        else
            settlement.End(place, EndReason.Immediate, listing, page);
    }

    private NewOrder Step(int place, int owner, long ticks, long lots) => new()
    {
        Id = (ulong)place,
        Side = orders[place].Side,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        SelfTradePrevention = orders[place].SelfTradePrevention,
        Owner = owner,
        Price = ticks,
        Quantity = lots,
    };

    /// <summary>
    /// The most lots at the best price, 0 when it is too far away or what is left does not pay for one.
    /// </summary>
    private static long NextLots(in Order order, Listing listing, out long ticks)
    {
        var price = listing.BestAgainst(order.Side);
        ticks = listing.TicksOf(price);
        if (price == 0 || (order.IsBuy ? price > order.Price : price < order.Price))
            return 0;

        return listing.LotsOf(QuantityFor(order, price, order.Open, listing));
    }

    /// <summary>The most of a quantity that what is left of an order pays for at a price, in whole lots.</summary>
    public static long QuantityFor(in Order order, long price, long most, Listing listing)
    {
        // Where a lot is worth less than a unit of money an estimate may be far off: the search is by halves.
        var (lots, beyond) = (0L, listing.LotsOf(most) + 1);
        while (beyond - lots > 1)
        {
            var middle = lots + (beyond - lots) / 2;
            if (Cost(order, price, listing.QuantityOf(middle)) <= order.Notional)
                lots = middle;
            else
                beyond = middle;
        }

        // Nobody trades for nothing: what is left is then too little for this price.
        var quantity = listing.QuantityOf(lots);
        return Exact.Value(price, quantity) == 0 ? 0 : quantity;
    }

    private static long Cost(in Order order, long price, long quantity)
    {
        if (!Exact.TryValue(price, quantity, out var value))
            return long.MaxValue;
        if (!order.IsBuy)
            return value;
        return value + Exact.Ceiling(order.FeeAccrued + Exact.Millionths(value, order.TakerRate)) - order.FeeCharged;
    }
}
