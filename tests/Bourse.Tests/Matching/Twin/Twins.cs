using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>The naive book and the real one, given the same steps.</summary>
internal sealed class Twins(OrderBookOptions options)
{
    private readonly DepthLevel[] _depth = new DepthLevel[4096];
    private readonly RestingOrder[] _orders = new RestingOrder[4096];

    public NaiveBook Naive { get; } = new(options.OrdersMax);

    public RealBook Real { get; } = new(options);

    /// <summary>How the two differ after a step in their events, or null; a throw of the real book is a difference too.</summary>
    public string? Apply(in Step step)
    {
        Naive.Sink.Clear();
        Real.Sink.Clear();
        step.Apply(Naive);
        try
        {
            step.Apply(Real);
            Real.Book.Verify();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return $"the book throws: {failure}";
        }

        return Naive.Sink.Events.SequenceEqual(Real.Sink.Events) ? null : "the events differ";
    }

    /// <summary>How what the real book answers about its state differs from the naive one's state, or null.</summary>
    public string? StateDifference()
    {
        var book = Real.Book;
        if (book.Phase != Naive.Phase)
            return $"the phase is {book.Phase}, not {Naive.Phase}";
        if (book.OrderCount != Naive.OrderCount)
            return $"it has {book.OrderCount} orders, not {Naive.OrderCount}";
        return SideDifference(Side.Buy, book.BestBid) ?? SideDifference(Side.Sell, book.BestAsk);
    }

    private string? SideDifference(Side side, long? best)
    {
        var book = Real.Book;
        var levels = book.CopyDepth(side, _depth);
        var (level, place, isFirst) = (-1, 0, true);
        var orders = ReadOnlySpan<RestingOrder>.Empty;
        foreach (var order in Naive.Queue(side))
        {
            if (!book.TryFind(order.Id, out var found) || found != order.AsResting)
                return $"order {order.Id} is {found}, not {order.AsResting}";
            if (order.IsMarket)
                continue;
            if (isFirst && best != order.Price)
                return $"the best {side} is {best}, not {order.Price}";
            isFirst = false;
            if (place == orders.Length)
            {
                level++;
                if (level == levels || _depth[level].Price != order.Price)
                    return $"level {level} of the {side} depth is not at {order.Price}";
                orders = _orders.AsSpan(0, book.CopyOrders(side, order.Price, _orders));
                place = 0;
                if (LevelDifference(side, _depth[level], orders) is { } difference)
                    return difference;
            }

            if (place == orders.Length || orders[place] != order.AsResting)
                return $"order {order.Id} at {side} {order.Price} is not at place {place} of its queue";
            place++;
        }

        if (isFirst && best != null)
            return $"the best {side} is {best} of an empty side";
        return level + 1 == levels && place == orders.Length ? null : $"the {side} side has more than it should";
    }

    private string? LevelDifference(Side side, DepthLevel level, ReadOnlySpan<RestingOrder> orders)
    {
        var shown = 0L;
        foreach (var order in orders)
            shown += order.Shown;
        return level.Quantity == shown && level.Orders == orders.Length && Real.Book.LevelAt(side, level.Price) == level
            ? null
            : $"{level} does not add up: {shown} of {orders.Length}, {Real.Book.LevelAt(side, level.Price)}";
    }
}
