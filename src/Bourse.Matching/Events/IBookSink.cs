using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// Where a book's events go, in the order in which they happen, on the thread of the command. A struct, so that each
/// call is compiled into the matcher: <see cref="EventWriter"/> hands them to another thread, <see cref="NoEvents"/>
/// drops them. Prices in ticks, quantities in lots.
/// </summary>
public interface IBookSink
{
    /// <summary>A new order is in force; its trades and its cancellation follow.</summary>
    public void Accepted(ulong orderId, Side side, long price, long quantity);

    public void Rejected(ulong orderId, BookCommand command, RejectReason reason);

    /// <summary>
    /// A trade at the maker's price; in an auction the buyer is named as the taker and the taker's side is unknown.
    /// </summary>
    public void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity);

    /// <summary>What was open of an order, <paramref name="quantity"/> lots, is gone.</summary>
    public void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason);

    /// <summary>A resting order has new terms; trades may follow.</summary>
    public void Replaced(ulong orderId, Side side, long price, long quantity);

    /// <summary>
    /// Self-trade prevention took <paramref name="by"/> lots from an order and left it <paramref name="open"/>.
    /// </summary>
    public void Reduced(ulong orderId, Side side, long price, long by, long open);

    /// <summary>An iceberg shows <paramref name="shown"/> lots again, at the back of its level.</summary>
    public void Refilled(ulong orderId, Side side, long price, long shown);

    /// <summary>A level now shows this much from so many orders; 0 and 0 when it is gone. Once a level and command.</summary>
    public void LevelChanged(Side side, long price, long quantity, int orders);
}
