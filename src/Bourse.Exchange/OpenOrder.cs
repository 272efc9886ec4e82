using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>An open order as it is now. Amounts in 10⁻⁸.</summary>
/// <param name="Price">The worst price it may trade at.</param>
/// <param name="Quantity">Filled and open together; 0 of an order by notional.</param>
/// <param name="Held">Of the quote asset for a buy, of the base asset for a sell.</param>
/// <param name="Fees">Charged so far, less rebates.</param>
/// <param name="StopPrice">Of a stop, its stop now, or when it was triggered; else 0.</param>
public readonly record struct OpenOrder(
    long Id, int Account, int Instrument, Side Side, long Price, long Quantity, long Open, long Held, long Fees,
    long StopPrice)
{
    public long Filled { get; init; }

    public OrderKind Kind { get; init; }

    public Lifetime Lifetime { get; init; }

    public int Session { get; init; }

    /// <summary>When it ends by itself, in nanoseconds since 1970; 0 never.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>How far a trailing stop stays from the best price: so much, or so many millionths of it.</summary>
    public long Trail { get; init; }
    public int TrailRate { get; init; }

    /// <summary>It was a stop, and its price has come.</summary>
    public bool IsTriggered { get; init; }

    /// <summary>Empty for none.</summary>
    public string ClientId { get; init; } = "";

    internal static OpenOrder Of(in Order order, ExchangeState state)
    {
        var stop = order.Stop == 0 ? default : state.Orders.StopOf(order);
        return new OpenOrder(
            order.Id, order.Account, order.Instrument, order.Side, order.Price, order.Quantity, order.Open, order.Held,
            order.FeeCharged, stop.Price)
        {
            Filled = order.Quantity - order.Open - ToCome(order, state),
            Kind = order.Kind,
            Lifetime = order.Lifetime,
            Session = order.Session,
            ExpiresAt = order.ExpiresAt,
            Trail = stop.Trail,
            TrailRate = stop.TrailRate,
            IsTriggered = order.Stop != 0 && order.Open != 0 && !stop.IsWaiting,
            ClientId = ClientIdOf(order, state),
        };
    }

    // Orders that came together have one client id between them.
    private static string ClientIdOf(in Order order, ExchangeState state)
    {
        var place = order.Group == 0 ? order.ClientId : state.Floor.Settlement.Groups.Of(order).ClientId;
        return place == 0 ? "" : state.ClientIds[place].Text.ToString();
    }

    // What waits for another's fills is for the whole quantity, and open only as far as that one was filled.
    private static long ToCome(in Order order, ExchangeState state)
    {
        if (order.Group == 0 || OrderIds.LegOf(order.Id) == 1)
            return 0;
        ref var group = ref state.Floor.Settlement.Groups.Of(order);
        return group.ToCome + group.Owed;
    }
}
