namespace Bourse.Exchange;

/// <summary>Takes orders that come together: all of them or none.</summary>
internal sealed class GroupDesk(Ledger ledger, Floor floor, Orders orders, ClientIds clientIds)
{
    private readonly OrderDraft _draft = new(ledger, orders, floor.Cascade);
    private readonly Settlement _settlement = floor.Settlement;
    private readonly Groups _groups = floor.Settlement.Groups;

    public RefusalReason Place(in PlaceGroup command, ReadOnlySpan<byte> payload, BlotterPage page)
    {
        if (!GroupTerms.IsWellFormed(command))
            return RefusalReason.Malformed;
        if (!ledger.Accounts.IsKnown(command.Account))
            return RefusalReason.AccountUnknown;
        if (!clientIds.TryAdd(
                command.Account, command.ClientId, CommandType.PlaceGroup, payload, page, out var clientId,
                out var reason))
            return reason;
        reason = Enter(command, clientId, page);
        if (reason != RefusalReason.None && clientId != 0)
            clientIds.End(clientId, reason, page.Time);
        return reason;
    }

    private RefusalReason Enter(in PlaceGroup command, int clientId, BlotterPage page)
    {
        if (!floor.Listings.IsKnown(command.Instrument))
            return RefusalReason.InstrumentUnknown;
        var listing = floor.Listings[command.Instrument];
        var reason = floor.Killed(command.Account, listing);
        if (reason == RefusalReason.None)
            reason = GroupTerms.Of(command, listing, page.Time);
        if (reason == RefusalReason.None && listing.IsOnPaper)
            reason = RefusalReason.ExecutionForbids;
        if (reason != RefusalReason.None)
            return reason;
        var number = Take(command, clientId);
        reason = Write(command, number, listing, page);
        if (reason == RefusalReason.None)
            reason = Check(command, _groups[number], listing);
        if (reason == RefusalReason.None)
            Begin(number, listing, page);
        else
            Give(number);
        return reason;
    }

    private int Take(in PlaceGroup command, int clientId)
    {
        var number = _groups.Take();
        ref var group = ref _groups[number];
        group.Kind = command.Kind;
        group.Quantity = command.Quantity;
        group.ToCome = command.Kind == GroupKind.OneCancelsOther ? 0 : command.Quantity;
        group.ClientId = clientId;
        var isPairAlone = command.Kind == GroupKind.OneCancelsOther;
        group.Parent = isPairAlone ? 0 : orders.Take();
        group.First = orders.Take();
        group.Second = command.Kind == GroupKind.OneTriggersOther ? 0 : orders.Take();
        return number;
    }

    private RefusalReason Write(in PlaceGroup command, int number, Listing listing, BlotterPage page)
    {
        ref var group = ref _groups[number];
        for (var leg = 1; leg <= GroupTerms.LegsOf(command.Kind); leg++)
        {
            var place = PlaceOf(group, leg);
            ref var order = ref orders[place];
            var isChild = group.Parent != 0 && leg > 1;
            var reason = _draft.Write(
                GroupTerms.Order(command, leg), OrderIds.Of(page.Sequence, leg), page.Time, listing, ref order, isChild);
            if (reason == RefusalReason.None)
                reason = _draft.CheckWorth(order, listing);
            if (reason != RefusalReason.None)
                return reason;
            order.Group = number;
            order.Open = isChild ? 0 : order.Quantity;
            order.IsCovered = place == group.Second;
        }

        return RefusalReason.None;
    }

    private RefusalReason Check(in PlaceGroup command, in Group group, Listing listing)
    {
        var place = PlaceOf(group, 1);
        ref var order = ref orders[place];
        var required = order.Required();
        if (group.Parent == 0)
            required = Math.Max(required, orders[group.Second].Required());
        var reason = _draft.CheckAccount(order, GroupTerms.LegsOf(command.Kind), required);
        return reason == RefusalReason.None && order.Stop == 0 ? floor.CheckEntry(place, listing) : reason;
    }

    /// <summary>All are in force before the first of them trades.</summary>
    private void Begin(int number, Listing listing, BlotterPage page)
    {
        var group = _groups[number];
        var first = PlaceOf(group, 1);
        for (var leg = 1; leg <= (group.Second == 0 || group.Parent == 0 ? 2 : 3); leg++)
        {
            var place = PlaceOf(group, leg);
            _settlement.Accept(place, listing, page);
            orders[place].IsParked = orders[place].Stop != 0 || place != first;
        }

        if (group.Parent == 0)
            floor.Cascade.Wait(group.Second, listing);
        if (orders[first].Stop != 0)
            floor.Cascade.Wait(first, listing);
        else
            floor.Submit(first, listing, page);
    }

    private void Give(int number)
    {
        ref var group = ref _groups[number];
        if (group.Parent != 0)
            orders.Give(group.Parent);
        orders.Give(group.First);
        if (group.Second != 0)
            orders.Give(group.Second);
        _groups.Give(number);
    }

    private static int PlaceOf(in Group group, int leg) =>
        group.Parent == 0 ? (leg == 1 ? group.First : group.Second)
        : leg == 1 ? group.Parent
        : leg == 2 ? group.First
        : group.Second;
}
