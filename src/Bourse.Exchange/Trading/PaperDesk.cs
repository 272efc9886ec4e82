using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Executes the orders of instruments on paper against what is known of their market elsewhere. Nobody is on the other
/// side: what is bought comes into the exchange, what is paid leaves it.
/// </summary>
internal sealed class PaperDesk(Ledger ledger, Floor floor, Orders orders)
{
    private readonly Settlement _settlement = floor.Settlement;

    /// <summary>Another reference; then whoever waits for its prices is filled.</summary>
    public RefusalReason Set(in SetReference command, BlotterPage page)
    {
        if (command.Bids > ReferenceLevels.CountMax || command.Asks > ReferenceLevels.CountMax || command.Zero != 0)
            return RefusalReason.Malformed;
        if (!floor.Listings.IsKnown(command.Instrument))
            return RefusalReason.InstrumentUnknown;
        var listing = floor.Listings[command.Instrument];
        if (listing.Paper is not { } paper)
            return RefusalReason.ExecutionForbids;
        if (ReferenceTerms.Of(command) is var reason and not RefusalReason.None)
            return reason;
        paper.Reference.Set(command, page.Sequence, page.Time);
        if (command.LastPrice != 0)
        {
            listing.LastPrice = command.LastPrice;
            floor.Cascade.Note(listing, command.LastPrice);
        }

        Tell(command, page);
        FillResting(listing, page);
        return RefusalReason.None;
    }

    /// <summary>Why no order of these terms may come now.</summary>
    public static RefusalReason Check(in PlaceOrder command, Listing listing, Timestamp now) =>
        command.Display != 0 || command.Lifetime is Lifetime.Opening or Lifetime.Closing
            ? RefusalReason.ExecutionForbids
            : CheckMarket(listing, now);

    /// <summary>Why nothing may be traded now.</summary>
    public static RefusalReason CheckMarket(Listing listing, Timestamp now) =>
        listing.Paper!.Look(listing.Terms, now) switch
        {
            PaperBasis.None => RefusalReason.NoReference,
            PaperBasis.Stale => RefusalReason.MarketStale,
            _ => RefusalReason.None,
        };

    /// <summary>Executes an order that has come; what may wait then waits.</summary>
    public RefusalReason Place(int place, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (WouldTake(order, order.Price, listing))
            return RefusalReason.WouldTake;
        _settlement.Accept(place, listing, page);
        order.IsParked = true;
        if (order.Lifetime == Lifetime.FillOrKill && !IsWhole(order, listing))
            _settlement.End(place, EndReason.FillOrKill, listing, page);
        else
            Execute(place, listing, page);
        floor.TrimReduceOnly(page);
        return RefusalReason.None;
    }

    /// <summary>Executes a stop that is triggered; what may wait then waits.</summary>
    public void Enter(int place, Listing listing, BlotterPage page)
    {
        orders[place].IsParked = true;
        Execute(place, listing, page);
        floor.TrimReduceOnly(page);
    }

    /// <summary>Gives a waiting order other terms. With the same price and no more quantity it keeps its place.</summary>
    public RefusalReason Replace(int place, long price, long open, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (CheckMarket(listing, page.Time) is var reason and not RefusalReason.None)
            return reason;
        if (WouldTake(order, price, listing))
            return RefusalReason.WouldTake;
        var since = price == order.Price && open <= order.Open ? order.PaperSince : page.Sequence;
        listing.Paper!.Queue(order.IsBuy).Remove(place, orders);
        _settlement.Replace(place, price, open, page);
        order.PaperSince = since;
        Execute(place, listing, page);
        floor.TrimReduceOnly(page);
        return RefusalReason.None;
    }

    /// <summary>Fills whoever waits for prices that are there.</summary>
    public void FillResting(Listing listing, BlotterPage page)
    {
        listing.Paper!.Look(listing.Terms, page.Time);
        if (listing.Phase != Phase.Continuous)
            return;
        FillResting(listing, ofBuys: true, page);
        FillResting(listing, ofBuys: false, page);
    }

    private void FillResting(Listing listing, bool ofBuys, BlotterPage page)
    {
        var (paper, lot) = (listing.Paper!, listing.Terms.Lot);
        var queue = paper.Queue(ofBuys);
        while (queue.First is var place and not 0)
        {
            ref var order = ref orders[place];
            var quantity = paper.Within(ofBuys, order.Price, lot, order.Open);
            if (quantity == 0)
                return;
            if (!Fill(place, FillRole.PaperMaker, order.Price, quantity, listing, page))
                _settlement.End(place, EndReason.NoRoom, listing, page);
            floor.TrimReduceOnly(page);
        }
    }

    private void Execute(int place, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        var id = order.Id;
        while (NextQuantity(order, listing, out var price) is var quantity and > 0)
        {
            if (!Fill(place, FillRole.PaperTaker, price, quantity, listing, page))
            {
                _settlement.End(place, EndReason.NoRoom, listing, page);
                return;
            }

            if (!order.IsOpen || order.Id != id)
                return;
        }

        Rest(place, listing, page);
    }

    /// <summary>How much an order is filled with next, and at which price; 0 when nothing is there within its own.</summary>
    public static long NextQuantity(in Order order, Listing listing, out long price)
    {
        if (!listing.Paper!.TryBest(order.IsBuy, listing.Terms.Lot, out price, out var quantity) || !IsWithin(order, price))
            return 0;
        var most = Math.Min(quantity, order.Open);
        return order.IsByNotional ? NotionalSweep.QuantityFor(order, price, most, listing) : most;
    }

    /// <summary>Whether what an order is not filled with at once waits.</summary>
    public static bool MayWait(in Order order) =>
        !order.IsAtMarket && order.Lifetime is not (Lifetime.ImmediateOrCancel or Lifetime.FillOrKill);

    /// <summary>What is left waits, or ends.</summary>
    private void Rest(int place, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (order.IsByNotional && order.Notional == 0)
            _settlement.Close(place, listing, page);
        else if (!MayWait(order))
            _settlement.End(place, EndReason.Immediate, listing, page);
        else
        {
            if (order.PaperSince == 0)
                order.PaperSince = page.Sequence;
            listing.Paper!.Queue(order.IsBuy).Add(place, orders);
        }
    }

    /// <summary>Fills an order; false when what comes in has no room in the exchange.</summary>
    private bool Fill(int place, FillRole role, long price, long quantity, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (!HasRoom(order, price, quantity, listing))
            return false;
        listing.Paper!.Take(order.IsBuy, quantity, listing.Terms.Lot);
        _settlement.FillOnPaper(place, role, price, quantity, listing, page);
        return true;
    }

    /// <summary>
    /// Whether a fill has room in the exchange, after others of so much: no sum of balances passes 64 bits, and no value
    /// those of an order's.
    /// </summary>
    public bool HasRoom(
        in Order order, long price, long quantity, Listing listing, long quantityBefore = 0, long valueBefore = 0) =>
        Exact.TryValue(price, quantity, out var value)
        && (order.IsBuy
            ? quantity <= Asset.SupplyMax - ledger.Assets[listing.BaseAsset].Supply - quantityBefore
            : value <= Asset.SupplyMax - ledger.Assets[listing.QuoteAsset].Supply - valueBefore);

    /// <summary>Whether all of a fill-or-kill order can be filled at once.</summary>
    public bool IsWhole(in Order order, Listing listing) =>
        listing.Paper!.Within(order.IsBuy, order.Price, listing.Terms.Lot, order.Open) == order.Open
        && listing.Paper.TryBest(order.IsBuy, listing.Terms.Lot, out var best, out _)
        && HasRoom(order, order.IsBuy ? order.Price : best, order.Open, listing);

    /// <summary>Whether an order that must not take would at a price.</summary>
    public static bool WouldTake(in Order order, long price, Listing listing) =>
        (order.Flags & OrderFlags.PostOnly) != 0
        && listing.Paper!.TryBest(order.IsBuy, listing.Terms.Lot, out var best, out _)
        && (order.IsBuy ? best <= price : best >= price);

    private static bool IsWithin(in Order order, long price) =>
        order.IsBuy ? price <= order.Price : price >= order.Price;

    private static void Tell(in SetReference command, BlotterPage page)
    {
        ref var told = ref page.Add<ReferenceSet>(EventType.ReferenceSet, 0);
        told.Instrument = command.Instrument;
        told.MarketTime = command.MarketTime;
        if (command.Bids > 0)
            (told.Bid, told.BidSize) = (command.BidLevels[0].Price, command.BidLevels[0].Size);
        if (command.Asks > 0)
            (told.Ask, told.AskSize) = (command.AskLevels[0].Price, command.AskLevels[0].Size);
        told.LastPrice = command.LastPrice;
    }
}
