using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Hands what a book tells while it matches to the settlement, in units instead of ticks and lots.</summary>
/// <param name="isResizing">Replacements are the exchange's own: some of an order is taken away, or added.</param>
internal readonly struct BookFills(Settlement settlement, Listing listing, BlotterPage page, bool isResizing = false)
    : IBookSink
{
    public void Accepted(ulong orderId, Side side, long price, long quantity) =>
        settlement.Accept((int)orderId, listing, page);

    /// <summary>The book's answer to the command says so too.</summary>
    public void Rejected(ulong orderId, BookCommand command, RejectReason reason)
    {
    }

    public void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) =>
        settlement.Trade((int)takerId, (int)makerId, takerSide, price, quantity, listing, page);

    public void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) =>
        settlement.Cancel((int)orderId, reason, listing, page);

    public void Replaced(ulong orderId, Side side, long price, long quantity)
    {
        if (isResizing)
            settlement.Resize((int)orderId, listing.QuantityOf(quantity), page);
        else
            settlement.Replace((int)orderId, listing.PriceOf(price), listing.QuantityOf(quantity), page);
    }

    public void Reduced(ulong orderId, Side side, long price, long by, long open) =>
        settlement.Reduce((int)orderId, listing.QuantityOf(open), EndReason.SelfTrade, page);

    /// <summary>Only who waits in front of whom has changed.</summary>
    public void Refilled(ulong orderId, Side side, long price, long shown)
    {
    }

    public void LevelChanged(Side side, long price, long quantity, int orders)
    {
        ref var told = ref page.Add<LevelChanged>(EventType.LevelChanged, 0);
        told.Instrument = listing.Number;
        told.Side = side;
        told.Price = listing.PriceOf(price);
        told.Quantity = listing.QuantityOf(quantity);
        told.Orders = orders;
        listing.IsIndicationDue = true;
        settlement.Watch(listing);
    }
}
