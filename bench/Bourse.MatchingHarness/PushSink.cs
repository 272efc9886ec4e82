using System.Runtime.CompilerServices;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.MatchingHarness;

/// <summary>
/// Pushes reports through the function that the harness hands over, and waits while its queue is full. They go in bursts,
/// so that the queue's positions travel between the two cores once a burst and not once a report.
/// </summary>
internal unsafe struct PushSink(
    delegate* unmanaged[SuppressGCTransition]<void*, Report*, int> push, void* queue, Report* burst) : ISequencedSink
{
    public const int BurstReports = 1024;

    private int _count;

    public ulong Sequence { get; set; }

    /// <summary>Pushes what has gathered: when the burst is full, and at the end of a batch.</summary>
    public void Flush()
    {
        for (var i = 0; i < _count; i++)
            while (push(queue, burst + i) == 0)
                Thread.SpinWait(1);
        _count = 0;
    }

    public void Accepted(ulong orderId, Side side, long price, long quantity) =>
        Push(BookEventKind.Accepted, orderId, side, price, quantity);

    public void Rejected(ulong orderId, BookCommand command, RejectReason reason) =>
        Push(BookEventKind.Rejected, orderId, Side.Unknown, 0, 0, command: command);

    public void Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity) =>
        Push(BookEventKind.Traded, takerId, takerSide, price, quantity, makerId);

    public void Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) =>
        Push(BookEventKind.Cancelled, orderId, side, price, quantity);

    public void Replaced(ulong orderId, Side side, long price, long quantity) =>
        Push(BookEventKind.Replaced, orderId, side, price, quantity);

    public readonly void Reduced(ulong orderId, Side side, long price, long by, long open) { }

    public readonly void Refilled(ulong orderId, Side side, long price, long shown) { }

    public readonly void LevelChanged(Side side, long price, long quantity, int orders) { }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(
        BookEventKind kind, ulong orderId, Side side, long price, long quantity, ulong makerId = 0,
        BookCommand command = BookCommand.New)
    {
        if (_count == BurstReports)
            Flush();
        var report = burst + _count++;
        report->Type = Report.TypeOf(kind, command);
        report->Side = (byte)(side == Side.Sell ? 1 : 0);
        report->Sequence = Sequence;
        report->OrderId = orderId;
        report->Price = price;
        report->Quantity = (uint)quantity;
        report->MakerId = makerId;
        report->TakerId = orderId;
    }
}
