using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Makes the order that a command asks for, and says why it may not be placed.</summary>
/// <param name="isAsking">No command is at hand: nothing that counts may change.</param>
internal sealed class OrderDraft(Ledger ledger, Orders orders, Cascade cascade, bool isAsking = false)
{
    /// <summary>
    /// Fills in an order of good terms: its price, the most it may trade, where its account's things lie.
    /// </summary>
    /// <param name="comesLater">Another triggers it: the price may reach its stop until then, or have reached it.</param>
    public RefusalReason Write(
        in PlaceOrder command, long id, Timestamp now, Listing listing, ref Order order, bool comesLater = false)
    {
        order.Id = id;
        order.Account = command.Account;
        order.Instrument = command.Instrument;
        order.Side = command.Side;
        order.Kind = command.Kind;
        order.Lifetime = command.Lifetime;
        order.SelfTradePrevention = command.SelfTradePrevention;
        order.Flags = command.Flags;
        order.Display = command.Display;
        order.Price = command.Price;
        order.Quantity = command.Quantity;
        order.Notional = command.Notional;
        order.ExpiresAt = command.ExpiresAt;
        order.Session = command.Session;
        order.IsByNotional = command.Notional != 0;
        order.BaseBalance = ledger.Balances.FindOrAdd(command.Account, listing.BaseAsset);
        order.QuoteBalance = ledger.Balances.FindOrAdd(command.Account, listing.QuoteAsset);
        ref var quote = ref ledger.Balances[order.QuoteBalance];
        (order.MakerRate, order.TakerRate) =
            isAsking ? ledger.RatesThen(quote, listing.Terms, now) : ledger.RatesOf(quote, listing.Terms, now);
        order.Position = ledger.Positions.FindOrAdd(command.Account, command.Instrument);
        var reason = order.Kind switch
        {
            OrderKind.Limit => RefusalReason.None,
            OrderKind.Market => Protect(listing, ref order),
            _ => Wait(command, listing, ref order, comesLater),
        };
        if (order.IsReduceOnly && reason == RefusalReason.None)
            reason = Cap(listing, ref order);
        order.Open = order.Quantity;
        return reason;
    }

    /// <summary>Whether the order's worth, its account's limits and its funds allow it.</summary>
    public RefusalReason Check(in Order order, Listing listing)
    {
        var reason = CheckWorth(order, listing);
        return reason != RefusalReason.None ? reason : CheckAccount(order, 1, order.Required());
    }

    /// <summary>Whether so many orders, the first of which counts, and what is held for them are allowed.</summary>
    public RefusalReason CheckAccount(in Order order, int count, long required)
    {
        ref var account = ref ledger.Accounts[order.Account];
        if (account.OpenOrders + count > account.OpenOrdersMax)
            return RefusalReason.OpenOrdersLimit;
        if (!ledger.Positions[order.Position].Allows(order.IsBuy, order.Open))
            return RefusalReason.PositionLimit;
        return required > ledger.Balances[order.HeldBalance].Available
            ? RefusalReason.InsufficientFunds
            : RefusalReason.None;
    }

    /// <summary>Whether the band and the limits of its worth allow it.</summary>
    public RefusalReason CheckWorth(in Order order, Listing listing)
    {
        if (order.Kind == OrderKind.Limit && !IsForClose(order) && listing.IsOutsideBand(order.IsBuy, order.Price))
            return RefusalReason.OutsideBand;
        ref var account = ref ledger.Accounts[order.Account];
        var value = order.Notional;
        if (!order.IsByNotional && !Exact.TryValue(order.Price, order.Quantity, out value))
            return RefusalReason.ValueTooLarge;
        if (value < Math.Max(1, listing.Terms.ValueMin))
            return RefusalReason.ValueTooSmall;
        return account.OrderValueMax != 0 && value > account.OrderValueMax
            ? RefusalReason.OrderValueLimit
            : RefusalReason.None;
    }

    /// <summary>What may only reduce a position comes to no more than the older such orders leave of it.</summary>
    private RefusalReason Cap(Listing listing, ref Order order)
    {
        var room = ledger.Positions[order.Position].RoomToReduce(order.IsBuy, listing.Terms.Lot);
        order.Quantity = Math.Min(order.Quantity, room);
        return room == 0 ? RefusalReason.NothingToReduce : RefusalReason.None;
    }

    private static bool IsForClose(in Order order) => order.Lifetime == Lifetime.Closing;

    /// <summary>A market order becomes one that ends a part of the best price away from it.</summary>
    private static RefusalReason Protect(Listing listing, ref Order order)
    {
        var best = listing.ReferenceFor(order);
        if (best == 0)
            return RefusalReason.NobodyThere;
        order.Price = listing.Protected(order.IsBuy, best);
        if (listing.Phase == Phase.Continuous && !IsForClose(order))
            order.Price = listing.WithinBand(order.IsBuy, order.Price);
        if (order.Price == 0)
            return RefusalReason.OutsideBand;
        return order.IsByNotional ? Bound(listing, best, ref order) : RefusalReason.None;
    }

    /// <summary>
    /// A stop has a price to wait for, and the worst price that it may come to: its limit, or as far as protection lets
    /// it go from its stop. A trailing stop only gets better than the first.
    /// </summary>
    private RefusalReason Wait(in PlaceOrder command, Listing listing, ref Order order, bool comesLater)
    {
        order.Stop = orders.TakeStop();
        ref var stop = ref orders.StopOf(order);
        (stop.Price, stop.Trail, stop.TrailRate) = (command.StopPrice, command.Trail, command.TrailRate);
        if (order.Kind == OrderKind.TrailingStop
            && Trail(listing, order.IsBuy, ref stop) is var fault and not RefusalReason.None)
            return fault;
        if (!comesLater && listing.HasReached(order.IsBuy, stop.Price))
            return RefusalReason.WouldTrigger;
        if (order.IsAtMarket)
            order.Price = listing.Protected(order.IsBuy, stop.Price);
        return RefusalReason.None;
    }

    private RefusalReason Trail(Listing listing, bool isBuy, ref Stop stop)
    {
        if (listing.TriggerPrice == 0)
            return RefusalReason.NoLastPrice;
        if (listing.Stops.TrailingCount >= cascade.TrailingMax)
            return RefusalReason.TrailingFull;
        stop.Mark = listing.TriggerPrice;
        stop.Price = stop.Trailed(isBuy, listing.Terms.Tick);
        return stop.Price is <= 0 or > Exact.FactorMax ? RefusalReason.PriceOutOfRange : RefusalReason.None;
    }

    /// <summary>The most that a notional can come to: a purchase at the best price, a sale at the worst.</summary>
    private static RefusalReason Bound(Listing listing, long best, ref Order order)
    {
        var quantity = (Int128)order.Notional * Quantity.UnitsPerOne / (order.IsBuy ? best : order.Price);
        if (quantity > OrderTerms.QuantityMax(listing.Terms))
            return RefusalReason.QuantityOutOfRange;
        order.Quantity = listing.QuantityOf(listing.LotsOf((long)quantity));
        return order.Quantity == 0 ? RefusalReason.ValueTooSmall : RefusalReason.None;
    }
}
