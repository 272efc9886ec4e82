namespace Bourse.Exchange;

/// <summary>
/// Triggers the stops that are due. Each enters its book as any order does, and what it trades may make others due: so
/// many at most in one command; the rest goes on in the next one, before that is carried out.
/// </summary>
internal sealed class StopDesk(Floor floor, PaperDesk paper, Orders orders, Aftermath aftermath)
{
    private int _left;

    /// <summary>A command begins: what the last one left goes on, and what time has brought about begins.</summary>
    public void Begin(BlotterPage page)
    {
        _left = floor.Cascade.TriggersMax;
        aftermath.Begin();
        Run(page);
    }

    /// <summary>Triggers what is due.</summary>
    public void Run(BlotterPage page)
    {
        for (aftermath.Run(page); floor.Cascade.Due.First != 0 && _left > 0; aftermath.Run(page))
        {
            _left--;
            Trigger(floor.Cascade.Due.First, page);
        }
    }

    private void Trigger(int place, BlotterPage page)
    {
        ref var order = ref orders[place];
        var listing = floor.Listings[order.Instrument];
        if (listing.Phase != Phase.Continuous
            || (listing.IsOnPaper && PaperDesk.CheckMarket(listing, page.Time) != RefusalReason.None))
        {
            // Trading stopped before its turn came; on paper, what is known of the market became old.
            floor.Cascade.Wait(place, listing);
            return;
        }

        floor.Cascade.Remove(place, listing);
        order.IsParked = false;
        var price = PriceOf(order, listing);
        ref var told = ref page.Add<OrderTriggered>(EventType.OrderTriggered, order.Account);
        told.OrderId = order.Id;
        told.Instrument = order.Instrument;
        told.Side = order.Side;
        told.StopPrice = orders.StopOf(place).Price;
        told.TriggerPrice = listing.TriggerPrice;
        told.Price = price;
        told.Open = order.Open;
        aftermath.Trigger(place, page);
        Enter(place, price, listing, page);
    }

    private void Enter(int place, long price, Listing listing, BlotterPage page)
    {
        if (price == 0 || listing.IsOutsideBand(orders[place].IsBuy, price))
        {
            floor.Settlement.End(place, EndReason.OutsideBand, listing, page);
            return;
        }

        floor.Settlement.Reprice(place, price);
        if (listing.IsOnPaper)
            paper.Enter(place, listing, page);
        else if (floor.Submit(place, listing, page) != RefusalReason.None)
            floor.Settlement.End(place, EndReason.NoRoom, listing, page);
    }

    /// <summary>
    /// The worst price that a triggered order may trade at: its limit, or as far from the price that it is triggered at
    /// as protection and the band let it go, for a buy never above what is held for it.
    /// </summary>
    private static long PriceOf(in Order order, Listing listing)
    {
        if (order.Kind == OrderKind.StopLimit)
            return order.Price;
        var from = listing.PriceOf(listing.TicksOf(listing.TriggerPrice));
        var price = listing.WithinBand(order.IsBuy, listing.Protected(order.IsBuy, from));
        return order.IsBuy ? Math.Min(price, order.Price) : price;
    }
}
