using System.Runtime.CompilerServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.MatchingHarness;

/// <summary>Pushes each report through the function that the harness hands over, and waits while its queue is full.</summary>
internal unsafe struct PushSink(delegate* unmanaged[SuppressGCTransition]<void*, Report*, int> push, void* queue)
    : ISequencedSink
{
    public ulong Sequence { get; set; }

    public readonly void Accepted(ulong orderId, Side side, long price, long quantity) =>
        Push(BookEventKind.Accepted, orderId, side, price, quantity);

    public readonly void Rejected(ulong orderId, BookCommand command, RejectReason reason) =>
        Push(BookEventKind.Rejected, orderId, Side.Unknown, 0, 0, command: command);

    public readonly void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) =>
        Push(BookEventKind.Traded, takerId, takerSide, price, quantity, makerId);

    public readonly void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) =>
        Push(BookEventKind.Cancelled, orderId, side, price, quantity);

    public readonly void Replaced(ulong orderId, Side side, long price, long quantity) =>
        Push(BookEventKind.Replaced, orderId, side, price, quantity);

    public readonly void Reduced(ulong orderId, Side side, long price, long by, long open) { }

    public readonly void Refilled(ulong orderId, Side side, long price, long shown) { }

    public readonly void LevelChanged(Side side, long price, long quantity, int orders) { }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Push(
        BookEventKind kind, ulong orderId, Side side, long price, long quantity, ulong makerId = 0,
        BookCommand command = BookCommand.New)
    {
        Unsafe.SkipInit(out Report report);
        report.Type = Report.TypeOf(kind, command);
        report.Side = (byte)(side == Side.Sell ? 1 : 0);
        report.Sequence = Sequence;
        report.OrderId = orderId;
        report.Price = price;
        report.Quantity = (uint)quantity;
        report.MakerId = makerId;
        report.TakerId = orderId;
        while (push(queue, &report) == 0)
            Thread.SpinWait(1);
    }
}
