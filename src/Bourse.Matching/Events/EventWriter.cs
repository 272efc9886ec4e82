using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// Writes what happens to orders into a ring. Levels are left out: <see cref="DepthEventWriter"/> has them too.
/// </summary>
public struct EventWriter(EventRing ring) : ISequencedSink
{
    /// <summary>The number of the command at hand; the caller sets it, and each event carries it.</summary>
    public ulong Sequence { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Accepted(ulong orderId, Side side, long price, long quantity) =>
        Write(BookEventKind.Accepted, orderId, side, price, quantity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Rejected(ulong orderId, BookCommand command, RejectReason reason) =>
        Write(BookEventKind.Rejected, orderId, Side.Unknown, 0, 0, reason: (byte)reason, command: command);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) =>
        Write(BookEventKind.Traded, takerId, takerSide, price, quantity, makerId);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) =>
        Write(BookEventKind.Cancelled, orderId, side, price, quantity, reason: (byte)reason);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Replaced(ulong orderId, Side side, long price, long quantity) =>
        Write(BookEventKind.Replaced, orderId, side, price, quantity);

    public readonly void Reduced(ulong orderId, Side side, long price, long by, long open) =>
        Write(BookEventKind.Reduced, orderId, side, price, by, (ulong)open);

    public readonly void Refilled(ulong orderId, Side side, long price, long shown) =>
        Write(BookEventKind.Refilled, orderId, side, price, shown);

    public readonly void LevelChanged(Side side, long price, long quantity, int orders)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly void Write(
        BookEventKind kind, ulong orderId, Side side, long price, long quantity, ulong other = 0, byte reason = 0,
        BookCommand command = BookCommand.New, int orders = 0)
    {
        ref var slot = ref ring.Claim();
        slot.Sequence = Sequence;
        slot.OrderId = orderId;
        slot.Other = other;
        slot.Price = price;
        slot.Quantity = quantity;
        slot.Kind = kind;
        slot.Side = side;
        slot.Reason = reason;
        slot.Command = command;
        slot.Orders = orders;
    }
}
