using System.Runtime.InteropServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>Keeps a book's events in a list, until it is cleared.</summary>
internal readonly struct EventList() : IBookSink
{
    private readonly List<RecordedEvent> _events = [];

    public ReadOnlySpan<RecordedEvent> Events => CollectionsMarshal.AsSpan(_events);

    public void Clear() => _events.Clear();

    public void Accepted(ulong orderId, Side side, long price, long quantity) =>
        _events.Add(new(EventKind.Accepted, orderId, side, price, quantity));

    public void Rejected(ulong orderId, BookCommand command, RejectReason reason) =>
        _events.Add(new(EventKind.Rejected, orderId, Side.Unknown, 0, 0, (long)reason, (ulong)command));

    public void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) =>
        _events.Add(new(EventKind.Traded, takerId, takerSide, price, quantity, Other: makerId));

    public void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) =>
        _events.Add(new(EventKind.Cancelled, orderId, side, price, quantity, (long)reason));

    public void Replaced(ulong orderId, Side side, long price, long quantity) =>
        _events.Add(new(EventKind.Replaced, orderId, side, price, quantity));

    public void Reduced(ulong orderId, Side side, long price, long by, long open) =>
        _events.Add(new(EventKind.Reduced, orderId, side, price, by, open));

    public void Refilled(ulong orderId, Side side, long price, long shown) =>
        _events.Add(new(EventKind.Refilled, orderId, side, price, shown));

    public void LevelChanged(Side side, long price, long quantity, int orders) =>
        _events.Add(new(EventKind.LevelChanged, 0, side, price, quantity, orders));

    public void Auction(AuctionResult result) =>
        _events.Add(new(EventKind.Auction, 0, result.SurplusSide, result.Price, result.Quantity, result.Surplus));
}
