using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Benches;

/// <summary>Counts events: the least that a reader does, and enough to tell that two rounds did the same.</summary>
internal struct EventCount : IBookSink
{
    public long Events { get; private set; }

    public long Trades { get; private set; }

    public long Rejected { get; private set; }

    void IBookSink.Accepted(ulong orderId, Side side, long price, long quantity) => Events++;

    void IBookSink.Rejected(ulong orderId, BookCommand command, RejectReason reason) => Rejected++;

    void IBookSink.Traded(ulong takerId, ulong makerId, Side takerSide, long price, long quantity)
    {
        Events++;
        Trades++;
    }

    void IBookSink.Cancelled(ulong orderId, Side side, long price, long quantity, CancelReason reason) => Events++;

    void IBookSink.Replaced(ulong orderId, Side side, long price, long quantity) => Events++;

    void IBookSink.Reduced(ulong orderId, Side side, long price, long by, long open) => Events++;

    void IBookSink.Refilled(ulong orderId, Side side, long price, long shown) => Events++;

    void IBookSink.LevelChanged(Side side, long price, long quantity, int orders) => Events++;
}
