namespace Bourse.Matching;

/// <summary>
/// What an order would take from a book that stays as it is: from the same makers, in the same order and slices, as if it
/// were submitted. Prices in ticks, quantities in lots. Good until the book changes; on the book's thread.
/// </summary>
public sealed class Foresight
{
    private readonly OrderBook _book;
    private readonly NewOrder _order;
    private readonly Queue<RestingOrder> _refilled = new();
    private Taker _taker;

    // Whose turn it is, what follows in the queue of its level, and the level. No maker: nothing open.
    private RestingOrder _maker;
    private int _node;
    private int _level;
    private long _key = MirroredPrice.None;

    internal Foresight(OrderBook book, in NewOrder order)
    {
        (_book, _order, _taker) = (book, order, Taker.Of(order));
        Reason = new Screen(book.Orders).Of(order, book.Phase, out _);
        if (Reason == RejectReason.None && book.Phase == BookPhase.Continuous)
            Begin();
        GC.KeepAlive(book);
    }

    /// <summary>Why the book would refuse it; then it takes nothing.</summary>
    public RejectReason Reason { get; }

    /// <summary>It must trade wholly or not at all, and cannot: it would end.</summary>
    public bool IsUnfillable { get; private set; }

    /// <summary>It has met an order of its owner that ends it.</summary>
    public bool IsStopped => _taker.IsStopped;

    /// <summary>What it has not taken so far.</summary>
    public long Rest => _taker.Rest;

    /// <summary>What it has not taken would stay in the book, as far as there is room at its price.</summary>
    public bool WouldRest => Screen.CanRest(_order, _book.Phase);

    /// <summary>Whether the level at its price has room for what it has not taken.</summary>
    public bool HasRoom
    {
        get
        {
            var shown = _order.Display == 0 ? _taker.Rest : Math.Min(_order.Display, _taker.Rest);
            return _book.LevelAt(_order.Side, _order.Price).Quantity <= long.MaxValue - shown;
        }
    }

    /// <summary>The price at which it would take next; false when there is none within its own.</summary>
    public bool TryBest(out long price)
    {
        var isThere = !_taker.IsDone && !IsUnfillable && TryFindMaker();
        price = isThere ? MirroredPrice.Price(_key, 1 - _taker.Side) : 0;
        GC.KeepAlive(_book);
        return isThere;
    }

    /// <summary>Takes up to so many lots at the best price and tells each trade, price and quantity.</summary>
    public void Take(long lots, Action<long, long> traded)
    {
        if (!TryBest(out var price))
            return;
        lots = Math.Min(lots, _taker.Rest);
        for (var key = _key; lots > 0 && !_taker.IsDone && TryFindMaker() && _key == key;)
            if (_taker.Avoids(_maker.Owner))
                lots -= PreventSelfTrade();
            else
                lots -= Trade(Math.Min(lots, _maker.Shown), price, traded);
        GC.KeepAlive(_book);
    }

    private void Begin()
    {
        if (_order.TimeInForce == TimeInForce.FillOrKill && !new Matcher(_book.Orders).CanFill(_taker))
        {
            IsUnfillable = true;
            return;
        }

        ref var makers = ref _book.Orders.Ladder(1 - _taker.Side);
        Enter(makers.BestKey, makers.BestLevel);
    }

    private void Enter(long key, int level) =>
        (_key, _level, _node) = (key, level, key < _taker.Limit ? 0 : Nodes.Level(level).Next);

    /// <summary>The queue as it is, then what icebergs show anew, then the next level.</summary>
    private bool TryFindMaker()
    {
        while (_maker.Open == 0)
        {
            if (_key < _taker.Limit)
                return false;
            if (_node != _level)
                (_maker, _node) = (DepthReader.Read(_node), Nodes.Order(_node).Next);
            else if (!_refilled.TryDequeue(out _maker))
                Enter(_book.Orders.Ladder(1 - _taker.Side).Below(_key, out var next), next);
        }

        return true;
    }

    private long Trade(long quantity, long price, Action<long, long> traded)
    {
        traded(price, quantity);
        _taker.Rest -= quantity;
        var hidden = _maker.Hidden;
        var refill = Math.Min(_maker.Display, hidden);
        if (quantity < _maker.Shown)
        {
            _maker = _maker with { Shown = _maker.Shown - quantity };
            return quantity;
        }

        if (hidden > 0)
            _refilled.Enqueue(_maker with { Shown = refill, Hidden = hidden - refill });
        _maker = default;
        return quantity;
    }

    /// <summary>Lots that it loses without a trade.</summary>
    private long PreventSelfTrade()
    {
        var by = _taker.Prevention == SelfTradePrevention.Decrement ? Math.Min(_taker.Rest, _maker.Open) : 0;
        _taker.Rest -= by;
        _taker.IsStopped = _taker.Prevention switch
        {
            SelfTradePrevention.CancelOldest => false,
            SelfTradePrevention.Decrement => _taker.Rest == 0,
            _ => true,
        };
        _maker = default;
        return by;
    }
}
