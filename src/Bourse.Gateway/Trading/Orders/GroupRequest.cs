using Bourse.Exchange;

namespace Bourse.Gateway.Trading;

/// <summary>The orders that come with an order, as JSON has them: a take-profit and a stop-loss.</summary>
internal static class GroupRequest
{
    /// <summary>Reads what an order has beside itself; of no kind when it comes alone.</summary>
    public static PlaceGroup Read(JsonFields fields, in PlaceOrder order)
    {
        var kind = fields.Choice(
            "order_class", ("simple", GroupKind.None), ("oco", GroupKind.OneCancelsOther),
            ("oto", GroupKind.OneTriggersOther), ("bracket", GroupKind.Bracket));
        var (profit, loss) = (ProfitOf(fields, order), LossOf(fields, order));
        if (kind == GroupKind.None)
        {
            if (profit is not null || loss is not null)
                fields.Refuse("order_class", "'take_profit' and 'stop_loss' come with an 'order_class'.");
            return default;
        }

        if (kind == GroupKind.OneTriggersOther ? profit is null == loss is null : profit is null || loss is null)
            fields.Refuse(
                "order_class", "'oco' and 'bracket' need 'take_profit' and 'stop_loss', 'oto' one of the two.");
        if (order.Notional != 0 || order.Display != 0 || order.Trail != 0 || order.TrailRate != 0)
            fields.Refuse("order_class", "Orders that come together have a quantity, show it all and do not trail.");
        return Make(kind, order, profit, loss);
    }

    private static PlaceGroup Make(GroupKind kind, in PlaceOrder order, GroupLeg? profit, GroupLeg? loss)
    {
        var group = new PlaceGroup
        {
            Account = order.Account,
            Instrument = order.Instrument,
            Kind = kind,
            Side = order.Side,
            SelfTradePrevention = order.SelfTradePrevention,
            Session = order.Session,
            Quantity = order.Quantity,
            ClientId = order.ClientId,
        };
        if (kind == GroupKind.OneCancelsOther)
        {
            group.Leg1 = (profit ?? default) with { Flags = order.Flags };
            group.Leg2 = loss ?? default;
            return group;
        }

        group.Leg1 = new GroupLeg
        {
            Kind = order.Kind,
            Lifetime = order.Lifetime,
            Flags = order.Flags,
            Price = order.Price,
            StopPrice = order.StopPrice,
            ExpiresAt = order.ExpiresAt,
        };
        group.Leg2 = profit ?? loss ?? default;
        group.Leg3 = kind == GroupKind.Bracket ? loss ?? default : default;
        return group;
    }

    private static GroupLeg? ProfitOf(JsonFields fields, in PlaceOrder order)
    {
        if (fields.Inner("take_profit") is not { } given)
            return null;
        var leg = new GroupLeg
        {
            Lifetime = Resting(order.Lifetime), ExpiresAt = order.ExpiresAt, Price = given.Units("limit_price"),
        };
        End(fields, given);
        return leg;
    }

    private static GroupLeg? LossOf(JsonFields fields, in PlaceOrder order)
    {
        if (fields.Inner("stop_loss") is not { } given)
            return null;
        var leg = new GroupLeg
        {
            Kind = OrderKind.Stop,
            Lifetime = Resting(order.Lifetime),
            ExpiresAt = order.ExpiresAt,
            StopPrice = given.Units("stop_price"),
            Price = given.Units("limit_price"),
        };
        if (leg.Price != 0)
            leg.Kind = OrderKind.StopLimit;
        End(fields, given);
        return leg;
    }

    private static void End(JsonFields fields, JsonFields inner)
    {
        inner.End();
        if (inner.Fault is { } fault)
            fields.Refuse(fault);
    }

    // An order that acts at once may bring about others that wait.
    private static Lifetime Resting(Lifetime lifetime) =>
        lifetime is Lifetime.Day or Lifetime.GoodTillDate ? lifetime : Lifetime.GoodTillCancel;
}
