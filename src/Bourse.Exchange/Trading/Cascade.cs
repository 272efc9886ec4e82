namespace Bourse.Exchange;

/// <summary>
/// Which stops are due, in the order in which they will be triggered: whatever moves the price of an instrument notes
/// it, and stops that it reached are due, the nearest first, those of one price by id; sells first where a first price
/// reaches both sides. What they bring about makes others due, behind them.
/// </summary>
internal sealed class Cascade(Orders orders)
{
    /// <summary>Either limit, where nobody has set another.</summary>
    public const int StopsMax = 1_000;

    private readonly List<Listing> _moved = [];
    private OrderList _due;

    /// <summary>Stops triggered in one command at most.</summary>
    public int TriggersMax { get; private set; } = StopsMax;

    /// <summary>Trailing stops that wait in one instrument at most.</summary>
    public int TrailingMax { get; private set; } = StopsMax;

    /// <summary>The orders that are due, the next first.</summary>
    public OrderList Due => _due;

    public void Found(in FoundExchange charter)
    {
        TriggersMax = charter.TriggersPerCommandMax == 0 ? StopsMax : charter.TriggersPerCommandMax;
        TrailingMax = charter.TrailingStopsMax == 0 ? StopsMax : charter.TrailingStopsMax;
    }

    /// <summary>Goes on where a snapshot left off.</summary>
    public void Restore(OrderList due) => _due = due;

    /// <summary>
    /// An instrument has another price, which counts when <see cref="Gather"/> is called. In between prices only rise
    /// or only fall, as those of one incoming order do, so that the first and the last say it all.
    /// </summary>
    public void Note(Listing listing, long price)
    {
        if (listing.Stops.IsEmpty)
            return;
        if (listing.FirstMove == 0)
        {
            listing.FirstMove = price;
            _moved.Add(listing);
        }

        listing.LastMove = price;
    }

    /// <summary>
    /// Makes due what the prices noted reach. Trailing stops follow every price; only continuous trading triggers.
    /// </summary>
    public void Gather()
    {
        foreach (var listing in _moved)
        {
            Reach(listing, listing.FirstMove);
            Reach(listing, listing.LastMove);
            (listing.FirstMove, listing.LastMove) = (0, 0);
        }

        _moved.Clear();
    }

    /// <summary>A stop begins to wait, or waits again.</summary>
    public void Wait(int place, Listing listing)
    {
        LeaveQueue(ref orders.StopOf(place));
        listing.Stops.Add(place);
    }

    /// <summary>Gives a stop that waits another price to wait for, which has not come.</summary>
    public void Move(int place, long price, Listing listing)
    {
        Remove(place, listing);
        orders.StopOf(place).Price = price;
        Wait(place, listing);
    }

    /// <summary>A stop waits no more, because it is triggered or over.</summary>
    public void Remove(int place, Listing listing)
    {
        LeaveQueue(ref orders.StopOf(place));
        listing.Stops.Remove(place);
    }

    private void Reach(Listing listing, long price)
    {
        if (listing.Phase == Phase.Continuous)
            while (listing.Stops.TakeReached(price) is var place and > 0)
                Queue(place);
        listing.Stops.Trail(price, listing.Terms.Tick);
    }

    private void Queue(int place)
    {
        ref var stop = ref orders.StopOf(place);
        stop.IsDue = true;
        stop.InDue = new OrderLink { Prev = _due.Last };
        (_due.Last == 0 ? ref _due.First : ref orders.StopOf(_due.Last).InDue.Next) = place;
        _due.Last = place;
    }

    private void LeaveQueue(ref Stop stop)
    {
        if (!stop.IsDue)
            return;
        stop.IsDue = false;
        var (next, prev) = (stop.InDue.Next, stop.InDue.Prev);
        (prev == 0 ? ref _due.First : ref orders.StopOf(prev).InDue.Next) = next;
        (next == 0 ? ref _due.Last : ref orders.StopOf(next).InDue.Prev) = prev;
        stop.InDue = default;
    }
}
