using Bourse.Market;

namespace Bourse.Matching;

/// <summary>Writes what happens to orders and to levels into a ring.</summary>
public struct DepthEventWriter(EventRing ring) : ISequencedSink
{
    private EventWriter _orders = new(ring);

    /// <summary>The number of the command at hand; the caller sets it, and each event carries it.</summary>
    public ulong Sequence
    {
        readonly get => _orders.Sequence;
        set => _orders.Sequence = value;
    }

    public readonly void Accepted(ulong orderId, Side side, long price, long quantity) =>
        _orders.Accepted(orderId, side, price, quantity);

    public readonly void Rejected(ulong orderId, BookCommand command, RejectReason reason) =>
        _orders.Rejected(orderId, command, reason);

    public readonly void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) =>
        _orders.Traded(takerId, makerId, takerSide, price, quantity);

    public readonly void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) =>
        _orders.Cancelled(orderId, side, price, quantity, reason);

    public readonly void Replaced(ulong orderId, Side side, long price, long quantity) =>
        _orders.Replaced(orderId, side, price, quantity);

    public readonly void Reduced(ulong orderId, Side side, long price, long by, long open) =>
        _orders.Reduced(orderId, side, price, by, open);

    public readonly void Refilled(ulong orderId, Side side, long price, long shown) =>
        _orders.Refilled(orderId, side, price, shown);

    public readonly void LevelChanged(Side side, long price, long quantity, int orders) =>
        _orders.Write(BookEventKind.LevelChanged, 0, side, price, quantity, orders: orders);
}
