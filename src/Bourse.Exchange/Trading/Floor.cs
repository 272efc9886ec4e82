using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>What trades here, what is open in it, and the switches that stop it.</summary>
internal sealed class Floor(
    Ledger ledger, Listings listings, Orders orders, Settlement settlement, Cascade cascade)
{
    public Listings Listings => listings;

    public Settlement Settlement => settlement;

    public Cascade Cascade => cascade;

    /// <summary>The venue's kill switch is on.</summary>
    public bool IsKilled { get; private set; }

    public void Restore(bool isKilled) => IsKilled = isKilled;

    /// <summary>Which switch keeps an account from trading in an instrument, if any.</summary>
    public RefusalReason Killed(int account, Listing listing) =>
        IsKilled ? RefusalReason.VenueKilled
        : listing.IsKilled ? RefusalReason.InstrumentKilled
        : ledger.Accounts[account].IsKilled ? RefusalReason.AccountKilled
        : RefusalReason.None;

    /// <summary>Why a book would not take an order, if it would not.</summary>
    public RefusalReason CheckEntry(int place, Listing listing)
    {
        ref var order = ref orders[place];
        if (TimeInForceOf(order, listing.Book.Phase) == TimeInForce.GoodTillCancel
            && !listing.Book.HasRoomFor((ulong)place))
            return RefusalReason.BookFull;
        var best = listing.BestAgainst(order.Side);
        var wouldTake = best != 0 && (order.IsBuy ? order.Price >= best : order.Price <= best);
        return wouldTake && (order.Flags & OrderFlags.PostOnly) != 0 ? RefusalReason.WouldTake : RefusalReason.None;
    }

    /// <summary>Gives an order to its book.</summary>
    /// <param name="mayTake">Otherwise it is refused instead of taking, whatever its flags.</param>
    public RefusalReason Submit(int place, Listing listing, BlotterPage page, bool mayTake = true)
    {
        var fills = new BookFills(settlement, listing, page);
        return Translate(listing.Book.Submit(OfBook(place, listing, mayTake), ref fills));
    }

    /// <summary>What would become of an order that was given to its book.</summary>
    public Foresight Foresee(int place, Listing listing) => listing.Book.Foresee(OfBook(place, listing, mayTake: true));

    public RefusalReason Replace(int place, long price, long open, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (order.IsParked)
        {
            settlement.Replace(place, price, open, page);
            return RefusalReason.None;
        }

        var fills = new BookFills(settlement, listing, page);
        return Translate(listing.Book.Replace(
            new Replacement
            {
                Id = (ulong)place,
                Price = listing.TicksOf(price),
                Quantity = listing.LotsOf(open),
                SelfTradePrevention = order.SelfTradePrevention,
                PostOnly = (order.Flags & OrderFlags.PostOnly) != 0,
            },
            ref fills));
    }

    /// <summary>
    /// Takes from orders that may only reduce a position what fills have left them too much, from the newest first. To
    /// be called after whatever trades.
    /// </summary>
    public void TrimReduceOnly(BlotterPage page)
    {
        while (settlement.ReduceOnly.TryTakeExceeded(out var exceeded))
        {
            ref var position = ref ledger.Positions[exceeded];
            var excess = settlement.ReduceOnly.Excess(position, listings[position.Instrument].Terms.Lot);
            for (var place = position.Reducing.Last; excess > 0;)
            {
                var (prev, open) = (orders[place].InReducing.Prev, orders[place].Open);
                if (open > excess)
                    Resize(place, open - excess, EndReason.PositionReduced, page);
                else
                    Cancel(place, EndReason.PositionReduced, page);
                excess -= open;
                place = prev;
            }
        }
    }

    /// <summary>Leaves less of an order open, which keeps its place, or more, which loses it.</summary>
    /// <param name="why">Of less.</param>
    public void Resize(int place, long open, EndReason why, BlotterPage page)
    {
        ref var order = ref orders[place];
        settlement.WhyCancelled = why;
        if (order.IsParked)
        {
            settlement.Resize(place, open, page);
            return;
        }

        var listing = listings[order.Instrument];
        var fills = new BookFills(settlement, listing, page, isResizing: true);
        listing.Book.Replace(
            new Replacement
            {
                Id = (ulong)place, Price = listing.TicksOf(order.Price), Quantity = listing.LotsOf(open),
            },
            ref fills);
    }

    public void Cancel(int place, EndReason why, BlotterPage page)
    {
        var listing = listings[orders[place].Instrument];
        if (orders[place].IsParked)
        {
            settlement.End(place, why, listing, page);
            return;
        }

        var fills = new BookFills(settlement, listing, page);
        settlement.WhyCancelled = why;
        listing.Book.Cancel((ulong)place, ref fills);
    }

    /// <summary>Ends the orders whose time has come.</summary>
    public void Expire(BlotterPage page)
    {
        for (var place = orders.FirstToExpire; place != 0; place = orders.FirstToExpire)
        {
            if (orders[place].ExpiresAt > page.Time.Nanoseconds)
                return;
            Cancel(place, EndReason.Expired, page);
        }
    }

    public RefusalReason MassCancel(in MassCancel command, BlotterPage page)
    {
        if (command.Side > Side.Sell || command.DaysOnly > 1 || command.Zero != 0 || command.Session < 0)
            return RefusalReason.Malformed;
        if (Scope(command.Account, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        if (command.Session != 0 && command.Account == 0)
            return RefusalReason.TermsContradict;
        var ended = CancelAll(command, EndReason.MassCancelled, page);
        ref var told = ref page.Add<MassCancelled>(EventType.MassCancelled, command.Account);
        told.Instrument = command.Instrument;
        told.Side = command.Side;
        told.Orders = ended;
        return RefusalReason.None;
    }

    public RefusalReason Kill(in Kill command, BlotterPage page)
    {
        if (command.IsOn > 1 || (command.Zero0 | command.Zero1 | command.Zero2) != 0)
            return RefusalReason.Malformed;
        if (Scope(command.Account, command.Instrument) is var reason and not RefusalReason.None)
            return reason;
        if (command.Account != 0 && command.Instrument != 0)
            return RefusalReason.TermsContradict;
        var isOn = command.IsOn == 1;
        if (command.Account != 0)
            ledger.Accounts[command.Account].IsKilled = isOn;
        else if (command.Instrument != 0)
            listings[command.Instrument].IsKilled = isOn;
        else
            IsKilled = isOn;
        var scope = new MassCancel { Account = command.Account, Instrument = command.Instrument };
        var ended = isOn ? CancelAll(scope, EndReason.Killed, page) : 0;
        ref var told = ref page.Add<Killed>(EventType.Killed, command.Account);
        told.Instrument = command.Instrument;
        told.IsOn = command.IsOn;
        told.Orders = ended;
        return RefusalReason.None;
    }

    public static RefusalReason Translate(RejectReason reason) => reason switch
    {
        RejectReason.None => RefusalReason.None,
        RejectReason.WouldTake => RefusalReason.WouldTake,
        RejectReason.BookFull => RefusalReason.BookFull,
        RejectReason.NotInCall => RefusalReason.PhaseForbids,
        _ => throw new InvalidOperationException($"A book refused what was tested before: {reason}."),
    };

    private NewOrder OfBook(int place, Listing listing, bool mayTake)
    {
        ref var order = ref orders[place];
        return new NewOrder
        {
            Id = (ulong)place,
            Side = order.Side,
            TimeInForce = TimeInForceOf(order, listing.Book.Phase),
            SelfTradePrevention = order.SelfTradePrevention,
            PostOnly = !mayTake || (order.Flags & OrderFlags.PostOnly) != 0,
            Owner = ledger.Accounts[order.Account].Owner,
            Price = listing.TicksOf(order.Price),
            Quantity = listing.LotsOf(order.Open),
            Display = listing.LotsOf(Math.Min(order.Display, order.Open)),
        };
    }

    private RefusalReason Scope(int account, int instrument) =>
        account != 0 && !ledger.Accounts.IsKnown(account) ? RefusalReason.AccountUnknown
        : instrument != 0 && !listings.IsKnown(instrument) ? RefusalReason.InstrumentUnknown
        : RefusalReason.None;

    /// <summary>Ends what is open there, the oldest first, of all instruments in the order of their numbers.</summary>
    private int CancelAll(in MassCancel scope, EndReason why, BlotterPage page)
    {
        var ended = 0;
        if (scope.Account != 0)
        {
            for (var place = ledger.Accounts[scope.Account].Orders.First; place != 0;)
            {
                var next = orders[place].InAccount.Next;
                ended += CancelIf(place, scope, why, page);
                place = next;
            }

            return ended;
        }

        var last = scope.Instrument == 0 ? listings.Count : scope.Instrument;
        for (var number = Math.Max(1, scope.Instrument); number <= last; number++)
            for (var place = listings[number].Orders.First; place != 0;)
            {
                var next = orders[place].InListing.Next;
                ended += CancelIf(place, scope, why, page);
                place = next;
            }

        return ended;
    }

    private int CancelIf(int place, in MassCancel scope, EndReason why, BlotterPage page)
    {
        ref var order = ref orders[place];
        if ((scope.Instrument != 0 && order.Instrument != scope.Instrument)
            || (scope.Side != Side.Unknown && order.Side != scope.Side)
            || (scope.Session != 0 && order.Session != scope.Session)
            || (scope.DaysOnly == 1 && order.Lifetime != Lifetime.Day))
            return 0;
        Cancel(place, why, page);
        return 1;
    }

    // Where orders collect every order rests, also one without a price of its own, which protection has given it.
    private static TimeInForce TimeInForceOf(in Order order, BookPhase phase) => order.Lifetime switch
    {
        Lifetime.FillOrKill => TimeInForce.FillOrKill,
        Lifetime.ImmediateOrCancel => TimeInForce.ImmediateOrCancel,
        _ => order.IsAtMarket && phase == BookPhase.Continuous
            ? TimeInForce.ImmediateOrCancel
            : TimeInForce.GoodTillCancel,
    };
}
