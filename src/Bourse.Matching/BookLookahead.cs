using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// Has the processor fetch what coming commands will need of a book, so that it is there by then. Each step reads what the
/// step before has asked for: leave time between them. Nothing depends on it but the time.
/// </summary>
public readonly struct BookLookahead
{
    private readonly RestingOrders _orders;

    internal BookLookahead(RestingOrders orders) => _orders = orders;

    /// <summary>First: the book itself.</summary>
    public void Prefetch() => _orders.Prefetch();

    /// <summary>Second, for an order that is to rest: where its price's level is found. In ticks.</summary>
    public void PrefetchLevel(Side side, long price)
    {
        var index = MirroredPrice.Index(side);
        _orders.Ladder(index).Prefetch(MirroredPrice.Key(price, index));
    }

    /// <summary>Second, for an order that rests: where its id is found.</summary>
    public void PrefetchId(ulong id) => _orders.PrefetchId(id);

    /// <summary>Third, for an order that rests: its place in the queue.</summary>
    public void PrefetchOrder(ulong id) => _orders.PrefetchOrder(id);
}
