namespace Bourse.Exchange;

/// <summary>
/// What a match, or the end of orders, brings about for other orders: those that may only reduce a position are made
/// smaller, those of a group follow each other. What comes to its book in this way may trade, and that has its own
/// aftermath, one after the other, up to a number in each command.
/// </summary>
internal sealed class Aftermath(Ledger ledger, Floor floor, Orders orders, ClientIds clientIds)
{
    // So that orders that fill each other, a lot at a time, do not keep a command from ending.
    private const int EntriesMax = 1_000;

    private readonly Settlement _settlement = floor.Settlement;
    private readonly Groups _groups = floor.Settlement.Groups;

    private int _entered;

    /// <summary>A command begins.</summary>
    public void Begin() => _entered = 0;

    /// <summary>To be called after whatever trades or ends orders, before stops are triggered, which it makes due.</summary>
    public void Run(BlotterPage page)
    {
        floor.Cascade.Gather();
        for (floor.TrimReduceOnly(page); _groups.TryTakeDue(out var number); floor.TrimReduceOnly(page))
        {
            Follow(number, page);
            floor.Cascade.Gather();
        }
    }

    /// <summary>
    /// An order is triggered. Of a pair the other ends before this one trades, so that never both do; and so does what
    /// is left of the order that brought it about, which nothing would protect any more.
    /// </summary>
    public void Trigger(int place, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (order.Group == 0 || _groups.Of(order).Parent == place)
            return;
        ref var group = ref _groups.Of(order);
        group.HasTriggered = true;
        if (place != group.First && group.First != 0)
            floor.Cancel(group.First, EndReason.OtherDone, page);
        if (order.IsCovered)
            _settlement.Uncover(place);
        if (group.Parent != 0)
            floor.Cancel(group.Parent, EndReason.OtherEnded, page);
    }

    private void Follow(int number, BlotterPage page)
    {
        ref var group = ref _groups[number];
        if (group.IsPair && !group.HasTriggered)
            Level(group, page);
        if (group.Owed > 0)
            Grant(ref group, page);
        if (group.Parent == 0 && group.Owed == 0 && group.Kind != GroupKind.OneCancelsOther)
            Settle(ref group, page);
        if (!group.IsOver || group.IsDue)
            return;
        if (group.ClientId != 0)
            clientIds.End(group.ClientId, RefusalReason.None, page.Time);
        _groups.Give(number);
    }

    /// <summary>What one of a pair has lost the other loses; when one is over, so is the other.</summary>
    private void Level(in Group group, BlotterPage page)
    {
        var (first, second) = (group.First, group.Second);
        if (first == 0 || second == 0)
        {
            if (first + second is var left and not 0)
                floor.Cancel(left, group.HasFilled ? EndReason.OtherDone : EndReason.OtherEnded, page);
            return;
        }

        var open = Math.Min(orders[first].Open, orders[second].Open);
        if (orders[first].Open > open)
            floor.Resize(first, open, EndReason.OtherDone, page);
        if (!_settlement.CanHold(second, open))
            floor.Cancel(second, EndReason.Unfunded, page);
        else if (orders[second].Open > open)
            Lower(second, open, page);
        else
            _settlement.Rehold(ref orders[second]);
    }

    /// <summary>A stop of which nothing is left waits for its quantity and not for a price.</summary>
    private void Lower(int place, long open, BlotterPage page)
    {
        if (open == 0)
            floor.Cascade.Remove(place, floor.Listings[orders[place].Instrument]);
        floor.Resize(place, open, EndReason.OtherDone, page);
    }

    /// <summary>The others come to what the parent was filled: both are held for before one of them trades.</summary>
    private void Grant(ref Group group, BlotterPage page)
    {
        var by = group.Owed;
        (group.Owed, group.ToCome) = (0, group.ToCome - by);
        if (group.First == 0)
            return;
        if (!CanHold(group, by))
        {
            floor.Cancel(group.First, EndReason.Unfunded, page);
            return;
        }

        var (first, second) = (group.First, group.Second);
        var isNew = orders[first].Open == 0;
        floor.Resize(first, orders[first].Open + by, EndReason.None, page);
        if (second != 0 && group.First != 0)
            floor.Resize(second, orders[second].Open + by, EndReason.None, page);
        if (!isNew || group.First == 0)
            return;
        if (second != 0)
            Arm(second);
        Enter(first, page);
    }

    private bool CanHold(in Group group, long by)
    {
        var first = orders[group.First];
        first.Open += by;
        var (required, held) = (first.Required(), first.Held);
        if (group.Second != 0)
        {
            var second = orders[group.Second];
            second.Open += by;
            (required, held) = (Math.Max(required, second.Required()), held + second.Held);
        }

        return required - held <= ledger.Balances[first.HeldBalance].Available;
    }

    /// <summary>A stop begins to wait for its price, which may be there.</summary>
    private void Arm(int place)
    {
        ref var order = ref orders[place];
        var listing = floor.Listings[order.Instrument];
        floor.Cascade.Wait(place, listing);
        if (!listing.HasReached(order.IsBuy, orders.StopOf(place).Price))
            return;
        floor.Cascade.Note(listing, listing.TriggerPrice);
        floor.Cascade.Gather();
    }

    /// <summary>
    /// An order comes to its book; where trading is over for the day, or after too many in one command, only if it does
    /// not trade.
    /// </summary>
    private void Enter(int place, BlotterPage page)
    {
        if (orders[place].Stop != 0)
        {
            Arm(place);
            return;
        }

        var listing = floor.Listings[orders[place].Instrument];
        orders[place].IsParked = false;
        var mayTake = listing.Phase != Phase.Closed && _entered++ < EntriesMax;
        if (floor.Submit(place, listing, page, mayTake) != RefusalReason.None)
            _settlement.End(place, EndReason.NoRoom, listing, page);
    }

    /// <summary>The parent is over: what it was not filled nobody waits for any more.</summary>
    private void Settle(ref Group group, BlotterPage page)
    {
        var toCome = group.ToCome;
        group.ToCome = 0;
        Settle(group.First, toCome, page);
        Settle(group.Second, toCome, page);
    }

    private void Settle(int place, long toCome, BlotterPage page)
    {
        if (place == 0)
            return;
        if (orders[place].Open == 0)
            floor.Cancel(place, EndReason.OtherEnded, page);
        else if (toCome > 0)
            _settlement.Forgo(place, toCome, page);
    }
}
