using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// Turns what happens in a book into holds, fills, balances and positions, at once: a trade and its fees are settled on
/// both sides before the next.
/// </summary>
internal sealed class Settlement(Ledger ledger, Orders orders, ClientIds clientIds, Cascade cascade)
{
    /// <summary>Why orders end, or become smaller, that the command at hand cancels or reduces.</summary>
    public EndReason WhyCancelled { get; set; }

    /// <summary>Instruments with a band whose books the command at hand has changed.</summary>
    public List<Listing> Watched { get; } = [];

    public ReduceOnlyOrders ReduceOnly { get; } = new(ledger.Positions, orders);

    public Groups Groups { get; } = new(orders);

    public void Watch(Listing listing)
    {
        if (listing.IsWatched || listing.Terms.Band == 0)
            return;
        listing.IsWatched = true;
        Watched.Add(listing);
    }

    /// <summary>
    /// An order is in force: what it may need is held. One by notional comes to its book several times.
    /// </summary>
    public void Accept(int place, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        if (order.IsOpen)
            return;
        orders.Open(place, listing);
        if (order.IsReduceOnly)
            ReduceOnly.Add(place);
        CountOpen(order, order.Open);
        Rehold(ref order);
        ref var told = ref page.Add<OrderAccepted>(EventType.OrderAccepted, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Side = order.Side;
        told.Kind = order.Kind;
        told.Lifetime = order.Lifetime;
        told.SelfTradePrevention = order.SelfTradePrevention;
        told.Flags = order.Flags;
        told.Group = order.Group == 0 ? GroupKind.None : Groups.Of(order).Kind;
        told.Price = order.Price;
        told.Quantity = order.IsByNotional ? 0 : order.Quantity;
        told.Notional = order.Notional;
        told.Display = order.Display;
        told.ExpiresAt = order.ExpiresAt;
        told.Session = order.Session;
        if (order.Stop != 0)
        {
            ref var stop = ref orders.StopOf(order);
            (told.StopPrice, told.Trail, told.TrailRate) = (stop.Price, stop.Trail, stop.TrailRate);
        }

        if ((order.Group == 0 ? order.ClientId : Groups.Of(order).ClientId) is var clientId and not 0)
            told.ClientId = clientIds[clientId].Text;
    }

    /// <summary>A trade of so many lots; in an auction nobody's side took.</summary>
    public void Trade(
        int taker, int maker, Side takerSide, long ticks, long lots, Listing listing, BlotterPage page)
    {
        var (price, quantity) = (listing.PriceOf(ticks), listing.QuantityOf(lots));
        var isTakerBuying = orders[taker].IsBuy;
        listing.LastPrice = price;
        listing.Recent.Add(page.Time, price);
        cascade.Note(listing, price);
        ref var told = ref page.Add<Traded>(EventType.Traded, 0);
        told.Instrument = listing.Number;
        told.TakerSide = takerSide;
        told.Trade = ++listing.Trades;
        told.Price = price;
        told.Quantity = quantity;
        told.BuyOrder = orders[isTakerBuying ? taker : maker].Id;
        told.SellOrder = orders[isTakerBuying ? maker : taker].Id;

        // The taker first: his fee is there when the maker's rebate is paid.
        var fill = new Fill(listing.Trades, price, quantity, Exact.Value(price, quantity));
        var isAuction = takerSide == Side.Unknown;
        Settle(taker, isAuction ? FillRole.Auction : FillRole.Taker, fill, listing, page);
        Settle(maker, isAuction ? FillRole.Auction : FillRole.Maker, fill, listing, page);
    }

    /// <summary>
    /// A fill against the market elsewhere: the goods come into the exchange or leave it, and the money the other way.
    /// </summary>
    public void FillOnPaper(int place, FillRole role, long price, long quantity, Listing listing, BlotterPage page)
    {
        var fill = new Fill(listing.Paper!.Reference.Sequence, price, quantity, Exact.Value(price, quantity));
        var sign = orders[place].IsBuy ? 1 : -1;
        ledger.Assets[listing.BaseAsset].Supply += sign * quantity;
        ledger.Assets[listing.QuoteAsset].Supply -= sign * fill.Value;
        Settle(place, role, fill, listing, page);
    }

    public void Replace(int place, long price, long open, BlotterPage page)
    {
        ref var order = ref orders[place];
        CountOpen(order, open - order.Open);
        order.Quantity += open - order.Open;
        order.Open = open;
        order.Price = price;
        Rehold(ref order);
        ref var told = ref page.Add<OrderReplaced>(EventType.OrderReplaced, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Price = price;
        told.Quantity = order.Quantity;
        told.Open = open;
        told.StopPrice = order.Stop == 0 ? 0 : orders.StopOf(order).Price;
        if (order.Group != 0)
            Groups.Touch(order.Group);
    }

    /// <summary>A triggered order may trade at other prices than were held for, not worse ones of a buy.</summary>
    public void Reprice(int place, long price)
    {
        ref var order = ref orders[place];
        order.Price = price;
        Rehold(ref order);
    }

    /// <summary>The exchange itself has given an order another quantity.</summary>
    public void Resize(int place, long open, BlotterPage page)
    {
        if (open > orders[place].Open)
            Grow(place, open, page);
        else
            Reduce(place, open, WhyCancelled, page);
    }

    public void Reduce(int place, long open, EndReason why, BlotterPage page)
    {
        ref var order = ref orders[place];
        ref var told = ref page.Add<OrderReduced>(EventType.OrderReduced, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Why = why;
        told.By = order.Open - open;
        told.Open = open;
        CountOpen(order, open - order.Open);
        order.Quantity += open - order.Open;
        order.Open = open;
        Rehold(ref order);
        if (order.Group != 0)
            Groups.Touch(order.Group);
    }

    /// <summary>An order that waits for another's fills has come to more.</summary>
    public void Grow(int place, long open, BlotterPage page)
    {
        ref var order = ref orders[place];
        ref var told = ref page.Add<OrderActivated>(EventType.OrderActivated, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.By = open - order.Open;
        told.Open = open;
        CountOpen(order, open - order.Open);
        order.Open = open;
        Rehold(ref order);
    }

    /// <summary>An order that waits for another's fills comes to so much less.</summary>
    public void Forgo(int place, long quantity, BlotterPage page)
    {
        ref var order = ref orders[place];
        order.Quantity -= quantity;
        ref var told = ref page.Add<OrderReduced>(EventType.OrderReduced, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Why = EndReason.OtherEnded;
        told.By = quantity;
        told.Open = order.Open;
    }

    /// <summary>Whether there is what the stop of a pair needs now, were so much of it open.</summary>
    public bool CanHold(int place, long open)
    {
        ref var order = ref orders[place];
        return RequiredOf(order with { Open = open }) - order.Held <= ledger.Balances[order.HeldBalance].Available;
    }

    /// <summary>The stop of a pair goes on alone: from now on it holds and counts for itself.</summary>
    public void Uncover(int place)
    {
        ref var order = ref orders[place];
        order.IsCovered = false;
        CountOpen(order, order.Open);
        Rehold(ref order);
    }

    public void Cancel(int place, CancelReason reason, Listing listing, BlotterPage page)
    {
        // What one by notional leaves of a price that is used up does not end it.
        if (reason == CancelReason.Immediate && orders[place].IsByNotional)
            return;
        End(place, reason switch
        {
            CancelReason.Requested => WhyCancelled,
            CancelReason.Immediate => EndReason.Immediate,
            CancelReason.FillOrKill => EndReason.FillOrKill,
            CancelReason.SelfTrade => EndReason.SelfTrade,
            CancelReason.LevelFull => EndReason.NoRoom,
            _ => throw new InvalidOperationException($"No order ends for {reason} here."),
        }, listing, page);
    }

    /// <summary>Ends an order that the book has no more.</summary>
    public void End(int place, EndReason why, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        ref var told = ref page.Add<OrderEnded>(EventType.OrderEnded, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Side = order.Side;
        told.Why = why;
        told.Quantity = order.IsByNotional ? 0 : order.Open;
        told.Notional = order.Notional;
        Close(place, listing, page);
    }

    /// <summary>Takes an order off the file and releases what was held for it.</summary>
    public void Close(int place, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        ledger.Balances.Touch(order.HeldBalance).Held -= order.Held;
        CountOpen(order, -order.Open);
        if (order.Group != 0)
            Groups.Leave(place);
        if (order.IsReduceOnly)
            ReduceOnly.Remove(place);
        if (order.Stop != 0)
            cascade.Remove(place, listing);
        if (order.ClientId != 0)
            clientIds.End(order.ClientId, RefusalReason.None, page.Time);
        orders.Close(place, listing);
    }

    private void Settle(int place, FillRole role, in Fill fill, Listing listing, BlotterPage page)
    {
        ref var order = ref orders[place];
        var fee = Charge(ref order, role, fill.Value, listing);
        Pay(ref order, fill, fee, page.Time);
        ReduceOnly.Watch(order.Position, listing.Terms.Lot);
        if (order.Group != 0)
            Groups.Fill(place, fill.Quantity);
        ref var told = ref page.Add<OrderFilled>(EventType.OrderFilled, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Side = order.Side;
        told.Role = role;
        told.Trade = fill.Trade;
        told.Price = fill.Price;
        told.Quantity = fill.Quantity;
        told.Value = fill.Value;
        told.Fee = fee;
        told.Open = order.IsByNotional ? order.Notional : order.Open;
        if (order.Open != 0 || order.IsByNotional)
            return;
        if (order.Group != 0 && Groups.AwaitsMore(place))
            order.IsParked = true;
        else
            Close(place, listing, page);
    }

    /// <summary>
    /// What a fill adds to the order's fee. A rebate is paid as far as the house has the money; what it cannot pay is
    /// owed until the order's next fill.
    /// </summary>
    private long Charge(ref Order order, FillRole role, long value, Listing listing)
    {
        ref var house = ref ledger.Balances.Touch(ledger.Assets[listing.QuoteAsset].HouseBalance);
        var fee = order.Charge(value, IsMaker(role) ? order.MakerRate : order.TakerRate, least: -house.Available);
        house.Total += fee;
        return fee;
    }

    private static bool IsMaker(FillRole role) => role is FillRole.Maker or FillRole.PaperMaker;

    private void Pay(ref Order order, in Fill fill, long fee, Timestamp now)
    {
        ref var quote = ref ledger.Balances.Touch(order.QuoteBalance);
        ref var goods = ref ledger.Balances.Touch(order.BaseBalance);
        quote.Total += order.IsBuy ? -fill.Value - fee : fill.Value - fee;
        ledger.CountVolume(ref quote, now, fill.Value);
        goods.Total += order.IsBuy ? fill.Quantity : -fill.Quantity;
        CountOpen(order, -fill.Quantity);
        order.Fill(fill.Quantity, fill.Value, fee);
        Rehold(ref order);
        ref var position = ref ledger.Positions.Touch(order.Position);
        position.Trade(order.IsBuy, fill.Quantity, fill.Value);
        position.Fees += fee;
    }

    /// <summary>
    /// What is held for an order: what it requires; of the stop of a pair, what it requires beyond the other.
    /// </summary>
    public long RequiredOf(in Order order) => order.IsCovered
        ? Math.Max(0, order.Required() - orders[Groups.Of(order).First].Required())
        : order.Required();

    /// <summary>Holds for an order what it requires now.</summary>
    public void Rehold(ref Order order)
    {
        var required = RequiredOf(order);
        ledger.Balances.Touch(order.HeldBalance).Held += required - order.Held;
        order.Held = required;
    }

    private void CountOpen(in Order order, long more)
    {
        if (order.IsCovered)
            return;
        ref var position = ref ledger.Positions[order.Position];
        (order.IsBuy ? ref position.OpenBuys : ref position.OpenSells) += more;
        if (order.IsReduceOnly)
            position.OpenReducing += more;
    }
}
