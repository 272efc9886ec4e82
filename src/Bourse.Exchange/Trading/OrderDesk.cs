using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Takes new orders, replacements and cancels of single orders.</summary>
internal sealed class OrderDesk(Ledger ledger, Floor floor, PaperDesk paper, Orders orders, ClientIds clientIds)
{
    private readonly Settlement _settlement = floor.Settlement;
    private readonly OrderDraft _draft = new(ledger, orders, floor.Cascade);
    private readonly NotionalSweep _sweep = new(orders, floor.Settlement);

    public RefusalReason Place(in PlaceOrder command, ReadOnlySpan<byte> payload, BlotterPage page)
    {
        if (CheckSender(command) is var fault and not RefusalReason.None)
            return fault;
        if (!clientIds.TryAdd(
                command.Account, command.ClientId, CommandType.PlaceOrder, payload, page, out var clientId,
                out var reason))
            return reason;
        reason = Enter(command, clientId, page);
        if (reason != RefusalReason.None && clientId != 0)
            clientIds.End(clientId, reason, page.Time);
        return reason;
    }

    /// <summary>Whether the command can be read, and is of somebody.</summary>
    public RefusalReason CheckSender(in PlaceOrder command) =>
        !OrderTerms.IsWellFormed(command) ? RefusalReason.Malformed
        : !ledger.Accounts.IsKnown(command.Account) ? RefusalReason.AccountUnknown
        : RefusalReason.None;

    /// <summary>Whether an order of these terms may be placed in an instrument at all.</summary>
    public RefusalReason CheckTerms(in PlaceOrder command, Listing listing, Timestamp now)
    {
        var reason = floor.Killed(command.Account, listing);
        if (reason == RefusalReason.None)
            reason = OrderTerms.Of(command, listing.Terms, now);
        if (reason == RefusalReason.None)
            reason = OrderTerms.OfPhase(command, listing.Phase);
        return reason == RefusalReason.None && listing.IsOnPaper ? PaperDesk.Check(command, listing, now) : reason;
    }

    public RefusalReason Replace(in ReplaceOrder command, BlotterPage page)
    {
        if (command.Zero != 0 || !PaddedText.IsText(command.ClientId, ClientIds.BytesMax))
            return RefusalReason.Malformed;
        if (!ledger.Accounts.IsKnown(command.Account))
            return RefusalReason.AccountUnknown;
        var place = Find(command.Account, command.OrderId, command.ClientId);
        if (place == 0)
            return RefusalReason.OrderUnknown;
        ref var order = ref orders[place];
        var listing = floor.Listings[order.Instrument];
        var reason = floor.Killed(order.Account, listing);
        if (reason == RefusalReason.None)
            reason = listing.Phase is Phase.Closed or Phase.Halted
                ? RefusalReason.PhaseForbids
                : CheckReplacement(command, order, listing);
        if (reason != RefusalReason.None)
            return reason;
        var (price, open) = (PriceAfter(command, order, listing), OpenAfter(command, order));
        if (command.StopPrice != 0 && order.Open == 0)
            orders.StopOf(place).Price = command.StopPrice;
        else if (command.StopPrice != 0)
            floor.Cascade.Move(place, command.StopPrice, listing);
        return order.InPaper != 0
            ? paper.Replace(place, price, open, listing, page)
            : floor.Replace(place, price, open, listing, page);
    }

    /// <summary>The instrument of the order that is to be replaced; 0 when there is no such order.</summary>
    public int InstrumentOf(in ReplaceOrder command) =>
        ledger.Accounts.IsKnown(command.Account)
        && Find(command.Account, command.OrderId, command.ClientId) is var place and not 0
            ? orders[place].Instrument
            : 0;

    public RefusalReason Cancel(in CancelOrder command, BlotterPage page)
    {
        if (command.Zero != 0 || !PaddedText.IsText(command.ClientId, ClientIds.BytesMax))
            return RefusalReason.Malformed;
        if (!ledger.Accounts.IsKnown(command.Account))
            return RefusalReason.AccountUnknown;
        if (command.OrderId == 0 && CancelGroup(command.Account, command.ClientId, page))
            return RefusalReason.None;
        var place = Find(command.Account, command.OrderId, command.ClientId);
        if (place == 0)
            return RefusalReason.OrderUnknown;
        floor.Cancel(place, EndReason.Cancelled, page);
        return RefusalReason.None;
    }

    /// <summary>Ends the orders that came together under a client id; false when none is open.</summary>
    private bool CancelGroup(int account, in Text40 clientId, BlotterPage page)
    {
        var known = clientIds.Find(account, clientId);
        if (known == 0)
            return false;
        var ended = 0;
        for (var leg = 1; leg <= GroupTerms.LegsMax; leg++)
            if (orders.Find(OrderIds.Of(clientIds[known].Sequence, leg)) is var place and not 0)
            {
                floor.Cancel(place, EndReason.Cancelled, page);
                ended++;
            }

        return ended > 0;
    }

    private RefusalReason Enter(in PlaceOrder command, int clientId, BlotterPage page)
    {
        if (!floor.Listings.IsKnown(command.Instrument))
            return RefusalReason.InstrumentUnknown;
        var listing = floor.Listings[command.Instrument];
        var reason = CheckTerms(command, listing, page.Time);
        if (reason != RefusalReason.None)
            return reason;
        var place = orders.Take();
        ref var order = ref orders[place];
        order.ClientId = clientId;
        reason = _draft.Write(command, OrderIds.Of(page.Sequence), page.Time, listing, ref order);
        if (reason == RefusalReason.None)
            reason = _draft.Check(order, listing);
        if (reason == RefusalReason.None)
            reason = Submit(place, listing, page);
        if (reason != RefusalReason.None)
            orders.Give(place);
        return reason;
    }

    private RefusalReason Submit(int place, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (order.Stop != 0)
        {
            _settlement.Accept(place, listing, page);
            order.IsParked = true;
            floor.Cascade.Wait(place, listing);
            return RefusalReason.None;
        }

        if (listing.IsOnPaper)
            return paper.Place(place, listing, page);
        if (order.IsByNotional)
        {
            _sweep.Run(place, ledger.Accounts[order.Account].Owner, listing, page);
            return RefusalReason.None;
        }

        if (WaitsForClose(order, listing))
        {
            _settlement.Accept(place, listing, page);
            order.IsParked = true;
            return RefusalReason.None;
        }

        return floor.Submit(place, listing, page);
    }

    /// <summary>It comes into its book when the closing auction begins.</summary>
    public static bool WaitsForClose(in Order order, Listing listing) =>
        order.Lifetime == Lifetime.Closing && listing.Phase != Phase.ClosingAuction;

    private RefusalReason CheckReplacement(in ReplaceOrder command, in Order order, Listing listing)
    {
        if (order.Group != 0)
            return CheckLeg(command, order, listing);
        ref var terms = ref listing.Terms;
        if (CheckPrices(command, order, listing) is var fault and not RefusalReason.None)
            return fault;
        if (OrderTerms.OfQuantity(command.Quantity, terms) is var reason and not RefusalReason.None)
            return reason;
        var open = OpenAfter(command, order);
        if (open <= 0)
            return RefusalReason.QuantityOutOfRange;
        if (order.Display != 0 && !OrderTerms.IsDisplay(order.Display, command.Quantity, terms))
            return RefusalReason.DisplayOutOfRange;
        var price = PriceAfter(command, order, listing);
        if (!order.IsParked && listing.IsOutsideBand(order.IsBuy, price))
            return RefusalReason.OutsideBand;
        if (!Exact.TryValue(price, command.Quantity, out var value))
            return RefusalReason.ValueTooLarge;
        if (value < Math.Max(1, terms.ValueMin))
            return RefusalReason.ValueTooSmall;
        ref var account = ref ledger.Accounts[order.Account];
        if (account.OrderValueMax != 0 && value > account.OrderValueMax)
            return RefusalReason.OrderValueLimit;
        ref var position = ref ledger.Positions[order.Position];
        if (order.IsReduceOnly && open - order.Open > position.RoomToReduce(order.IsBuy, terms.Lot))
            return RefusalReason.NothingToReduce;
        if (open > order.Open && !position.Allows(order.IsBuy, open - order.Open))
            return RefusalReason.PositionLimit;
        var replaced = order with { Price = price, Open = open };
        return replaced.Required() - order.Held > ledger.Balances[order.HeldBalance].Available
            ? RefusalReason.InsufficientFunds
            : RefusalReason.None;
    }

    /// <summary>Of an order of a group only prices are replaced, and those of a pair stay apart.</summary>
    private RefusalReason CheckLeg(in ReplaceOrder command, in Order order, Listing listing)
    {
        if (command.Quantity != 0)
            return RefusalReason.QuantityOfGroup;
        if (CheckPrices(command, order, listing) is var fault and not RefusalReason.None)
            return fault;
        ref var group = ref _settlement.Groups.Of(order);
        var replaced = order with { Price = PriceAfter(command, order, listing), Quantity = group.Quantity };
        if (!StaysApart(group, command, replaced))
            return RefusalReason.LegsContradict;
        if (!order.IsParked && listing.IsOutsideBand(order.IsBuy, replaced.Price))
            return RefusalReason.OutsideBand;
        if (_draft.CheckWorth(replaced, listing) is var reason and not RefusalReason.None)
            return reason;
        return _settlement.RequiredOf(replaced) - order.Held > ledger.Balances[order.HeldBalance].Available
            ? RefusalReason.InsufficientFunds
            : RefusalReason.None;
    }

    private bool StaysApart(in Group group, in ReplaceOrder command, in Order replaced)
    {
        if (!group.IsPair || group.HasTriggered || group.First == 0 || group.Second == 0
            || replaced.Id == orders[group.Parent].Id)
            return true;
        ref var first = ref orders[group.First];
        ref var stop = ref orders.StopOf(group.Second);
        return replaced.Id == first.Id
            ? GroupTerms.AreApart(first.IsBuy, replaced.Price, stop.Price)
            : replaced.Stop == 0
                || GroupTerms.AreApart(first.IsBuy, first.Price, command.StopPrice == 0 ? stop.Price : command.StopPrice);
    }

    private RefusalReason CheckPrices(in ReplaceOrder command, in Order order, Listing listing)
    {
        var waits = order.Kind is OrderKind.Stop or OrderKind.StopLimit
            && (orders.StopOf(order).IsWaiting || order.Open == 0);
        var fault = order.Stop == 0 || !order.IsAtMarket ? OrderTerms.OfPrice(command.Price, listing.Terms)
            : command.Price != 0 ? RefusalReason.TermsContradict
            : RefusalReason.None;
        if (fault != RefusalReason.None || command.StopPrice == 0)
            return fault;
        fault = waits ? OrderTerms.OfPrice(command.StopPrice, listing.Terms) : RefusalReason.TermsContradict;
        return fault != RefusalReason.None ? fault
            : listing.HasReached(order.IsBuy, command.StopPrice) ? RefusalReason.WouldTrigger
            : RefusalReason.None;
    }

    /// <summary>The worst price that a replaced order may come to.</summary>
    private static long PriceAfter(in ReplaceOrder command, in Order order, Listing listing) =>
        order.Stop == 0 || !order.IsAtMarket ? command.Price
        : command.StopPrice != 0 ? listing.Protected(order.IsBuy, command.StopPrice)
        : order.Price;

    /// <summary>What is open of an order whose whole quantity is to be another.</summary>
    private static long OpenAfter(in ReplaceOrder command, in Order order) =>
        order.Group != 0 ? order.Open : command.Quantity - (order.Quantity - order.Open);

    private int Find(int account, long orderId, in Text40 clientId)
    {
        if (orderId == 0 && clientIds.Find(account, clientId) is var known and > 0)
            orderId = OrderIds.Of(clientIds[known].Sequence);
        var place = orders.Find(orderId);
        return place != 0 && orders[place].Account == account ? place : 0;
    }
}
