using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>How an order of the <see cref="NaiveBook"/> takes: best maker first, one meeting after the other.</summary>
internal sealed class NaiveTaking(NaiveBook book, NaiveOrder taker, SelfTradePrevention prevention)
{
    private readonly List<NaiveOrder> _makers = book.Queue(taker.Side == Side.Buy ? Side.Sell : Side.Buy);

    public bool CanTake => book.Phase == BookPhase.Continuous && taker.Shown > 0
        && _makers is [var best, ..] && taker.Crosses(best);

    /// <summary>The lots that trading now would give it, as far as own orders and icebergs let it be known.</summary>
    public Int128 Fillable
    {
        get
        {
            var within = _makers.Where(taker.Crosses);
            within = prevention == SelfTradePrevention.CancelOldest
                ? within.Where(maker => !IsPrevented(maker))
                : within.TakeWhile(maker => !IsPrevented(maker));
            return within.Aggregate(Int128.Zero, (sum, maker) => sum + maker.Open);
        }
    }

    public void Take()
    {
        while (CanTake)
        {
            var level = _makers[0];
            var before = book.LevelOf(level);
            while (CanTake && _makers[0].Price == level.Price)
                Meet(_makers[0]);
            if (book.LevelOf(level) != before)
                book.LevelChanged(level);
        }
    }

    private bool IsPrevented(NaiveOrder maker) =>
        prevention != SelfTradePrevention.None && taker.Owner != 0 && taker.Owner == maker.Owner;

    private void Meet(NaiveOrder maker)
    {
        if (IsPrevented(maker))
            Prevent(maker);
        else
            Trade(maker);
    }

    private void Trade(NaiveOrder maker)
    {
        var quantity = Math.Min(taker.Shown, maker.Shown);
        book.Sink.Traded(taker.Id, maker.Id, taker.Side, maker.Price, quantity);
        taker.Shown -= quantity;
        maker.Shown -= quantity;
        if (maker.Shown > 0)
            return;

        _makers.Remove(maker);
        if (maker.Hidden == 0)
            return;

        maker.Show(maker.Hidden, book.RoomFor(maker));
        book.Enqueue(maker);
        book.Sink.Refilled(maker.Id, maker.Side, maker.Price, maker.Shown);
    }

    private void Prevent(NaiveOrder maker)
    {
        var isOldestCancelled = prevention is SelfTradePrevention.CancelOldest or SelfTradePrevention.CancelBoth;
        var isNewestCancelled = prevention is SelfTradePrevention.CancelNewest or SelfTradePrevention.CancelBoth;
        var by = Math.Min(taker.Open, maker.Open);
        if (prevention == SelfTradePrevention.Decrement || isOldestCancelled)
            Lose(maker, isOldestCancelled ? maker.Open : by);
        if (prevention == SelfTradePrevention.Decrement || isNewestCancelled)
            Lose(taker, isNewestCancelled ? taker.Open : by);    }

    private void Lose(NaiveOrder order, long by)
    {
        order.Lose(by);
        if (order.Open > 0)
        {
            book.Sink.Reduced(order.Id, order.Side, order.Price, by, order.Open);
            return;
        }

        book.Queue(order.Side).Remove(order);
        book.Cancelled(order, by, CancelReason.SelfTrade);
    }
}
