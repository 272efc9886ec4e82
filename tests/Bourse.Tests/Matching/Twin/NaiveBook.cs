using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// The plainest matcher that could be right: the orders of a side in one list, best first, searched from its start.
/// The oracle for <see cref="OrderBook"/>.
/// </summary>
internal sealed class NaiveBook(int ordersMax) : IMatcher
{
    private readonly List<NaiveOrder> _bids = [], _asks = [];

    public EventList Sink { get; } = new();
    public BookPhase Phase { get; private set; }
    public int OrderCount => _bids.Count + _asks.Count;
    public List<NaiveOrder> Queue(Side side) => side == Side.Buy ? _bids : _asks;
    public NaiveOrder? Find(ulong id) => _bids.Find(order => order.Id == id) ?? _asks.Find(order => order.Id == id);

    public void Submit(in NewOrder order)
    {
        var taker = NaiveOrder.Of(order);
        var taking = new NaiveTaking(this, taker, order.SelfTradePrevention);
        var rests = order.TimeInForce == TimeInForce.GoodTillCancel && (!taker.IsMarket || Phase == BookPhase.Call);
        var reason = NaiveChecks.OfTerms(order, Phase);
        if (reason == RejectReason.None)
            reason = Find(order.Id) != null ? RejectReason.DuplicateOrderId
                : rests && OrderCount == ordersMax ? RejectReason.BookFull
                : order.PostOnly && taking.CanTake ? RejectReason.WouldTake : RejectReason.None;
        if (reason != RejectReason.None)
        {
            Sink.Rejected(order.Id, BookCommand.New, reason);
            return;
        }

        Sink.Accepted(order.Id, order.Side, taker.Price, order.Quantity);
        if (order.TimeInForce == TimeInForce.FillOrKill && taking.Fillable < order.Quantity)
            Cancelled(taker, order.Quantity, CancelReason.FillOrKill);
        else
            Execute(taker, taking, rests);
    }

    public void Cancel(ulong id)
    {
        if (Find(id) is { } order)
        {
            Queue(order.Side).Remove(order);
            Cancelled(order, order.Open, CancelReason.Requested);
            LevelChanged(order);
        }
        else
            Sink.Rejected(id, BookCommand.Cancel, RejectReason.UnknownOrder);
    }

    public void Replace(in Replacement replacement)
    {
        var old = Find(replacement.Id);
        if (NaiveChecks.OfReplacement(replacement, old, Phase) is var reason and not RejectReason.None)
        {
            Sink.Rejected(replacement.Id, BookCommand.Replace, reason);
            return;
        }

        var order = old!.With(replacement.Price, replacement.Quantity);
        var taking = new NaiveTaking(this, order, replacement.SelfTradePrevention);
        if (order.Price == old.Price && order.Open <= old.Open)
        {
            var shown = old.Shown;
            old.Lose(old.Open - order.Open);
            Sink.Replaced(old.Id, old.Side, old.Price, old.Open);
            if (old.Shown != shown)
                LevelChanged(old);
        }
        else if (replacement.PostOnly && taking.CanTake)
            Sink.Rejected(order.Id, BookCommand.Replace, RejectReason.WouldTake);
        else
        {
            Queue(old.Side).Remove(old);
            Sink.Replaced(order.Id, order.Side, order.Price, order.Open);
            if (order.Price != old.Price)
                LevelChanged(old);
            Execute(order, taking, rests: true);
            if (order.Price == old.Price && Find(order.Id) == null)
                LevelChanged(old);
        }
    }

    public void OpenCall() => Phase = BookPhase.Call;
    public AuctionResult Indicative(long reference) => NaiveAuction.Of(this, reference).Result;

    public AuctionResult Uncross(long reference)
    {
        var result = NaiveAuction.Execute(this, reference);
        Phase = BookPhase.Continuous;
        return result;
    }

    public void LevelChanged(NaiveOrder order)
    {
        var (shown, orders) = LevelOf(order);
        if (!order.IsMarket)
            Sink.LevelChanged(order.Side, order.Price, shown, orders);
    }

    public (long Shown, int Orders) LevelOf(NaiveOrder order)
    {
        var (shown, orders) = (0L, 0);
        foreach (var other in Queue(order.Side))
            if (other.SharesLevelWith(order))
                (shown, orders) = (shown + other.Shown, orders + 1);
        return (shown, orders);
    }

    /// <summary>What an order may show without its level's quantity passing 64 bits.</summary>
    public long RoomFor(NaiveOrder order) =>
        long.MaxValue - LevelOf(order).Shown + (Queue(order.Side).Contains(order) ? order.Shown : 0);

    private void Execute(NaiveOrder taker, NaiveTaking taking, bool rests)
    {
        taking.Take();
        if (taker.Shown > 0 && rests)
            Rest(taker);
        else if (taker.Shown > 0)
            Cancelled(taker, taker.Shown, CancelReason.Immediate);
    }

    private void Rest(NaiveOrder order)
    {
        var room = RoomFor(order);
        order.Show(order.Shown, long.MaxValue);
        if (order.Shown <= room)
        {
            Enqueue(order);
            LevelChanged(order);
        }
        else
            Cancelled(order, order.Open, CancelReason.LevelFull);
    }

    public void Enqueue(NaiveOrder order)
    {
        var queue = Queue(order.Side);
        var index = queue.FindIndex(order.Beats);
        queue.Insert(index < 0 ? queue.Count : index, order);
    }

    public void Cancelled(NaiveOrder order, long quantity, CancelReason reason) =>
        Sink.Cancelled(order.Id, order.Side, order.Price, quantity, reason);
}
