using Bourse.Market;

namespace Bourse.Matching;

/// <summary>Drops every event, for a replay that has no readers.</summary>
public readonly struct NoEvents : IBookSink
{
    public void Accepted(ulong orderId, Side side, long price, long quantity) { }

    public void Rejected(ulong orderId, BookCommand command, RejectReason reason) { }

    public void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) { }

    public void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) { }

    public void Replaced(ulong orderId, Side side, long price, long quantity) { }

    public void Reduced(ulong orderId, Side side, long price, long by, long open) { }

    public void Refilled(ulong orderId, Side side, long price, long shown) { }

    public void LevelChanged(Side side, long price, long quantity, int orders) { }
}
