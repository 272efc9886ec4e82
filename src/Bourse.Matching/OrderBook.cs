using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// The order book of one instrument and its matcher, by price and time. Commands apply at once, in the order of the
/// calls; what they did goes to the caller's sink. One thread at a time; in steady state orders allocate nothing (auctions
/// do) and nothing is thrown: a command that cannot be carried out changes nothing and says why.
/// </summary>
/// <remarks>
/// A book's orders lie outside the collector's heap; their memory is given to other books when the collector has found
/// that nobody holds the book any more. When the system has no memory left, a command throws
/// <see cref="InsufficientMemoryException"/>, and the book is of no more use.
/// </remarks>
public sealed class OrderBook
{
    /// <summary>Prices lie within ± this many ticks.</summary>
    public const long PriceMax = 1L << 62;

    /// <summary>Parts in which an iceberg may be shown, at most: what one order can cost another.</summary>
    public const int SlicesMax = 10_000;

    private static readonly OrderBookOptions Defaults = new();

    private readonly RestingOrders _orders;

    public OrderBook(OrderBookOptions? options = null)
    {
        options ??= Defaults;
        options.Check();
        _orders = new RestingOrders(options);
    }

    /// <summary>
    /// Makes memory ready for so many resting orders, in whichever books they come to rest, some 120 bytes each: until they
    /// are there no command waits for the system. It takes milliseconds; any thread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative number.</exception>
    /// <exception cref="InsufficientMemoryException">There is no more.</exception>
    public static void Reserve(int orders)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(orders);
        RestingOrders.Reserve(orders);
    }

    public BookPhase Phase { get; private set; }

    /// <summary>Orders that rest.</summary>
    public int OrderCount => _orders.Count;

    /// <summary>Whether one more order may rest, of an id that none has yet.</summary>
    public bool HasRoomFor(ulong id)
    {
        var isKnown = _orders.Find(id, out var place) != 0;
        return !isKnown && _orders.Count < _orders.OrdersMax && !_orders.IsIndexFull(id, place);
    }

    /// <summary>The highest price bid, in ticks; none when nobody bids.</summary>
    public long? BestBid => new DepthReader(_orders).Best(0);

    /// <summary>The lowest price asked, in ticks; none when nobody asks.</summary>
    public long? BestAsk => new DepthReader(_orders).Best(1);

    /// <summary>Bytes that the book holds outside the collector's heap, used or kept for reuse.</summary>
    public long MemoryBytes
    {
        get
        {
            var bytes = _orders.MemoryBytes;
            GC.KeepAlive(this);
            return bytes;
        }
    }

    /// <summary>For whoever knows what commands will come.</summary>
    public BookLookahead Lookahead => new(_orders);

    /// <summary>The bytes that <see cref="WriteSnapshot"/> writes now.</summary>
    public int SnapshotBytes => BookSnapshot.Bytes(_orders);

    internal RestingOrders Orders => _orders;

    /// <summary>A new order takes what it can and rests, or ends, with what is left.</summary>
    /// <returns>Why it was refused; the sink has been told.</returns>
    public RejectReason Submit<TSink>(in NewOrder order, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var reason = new Screen(_orders).Of(order, Phase, out var place);
        if (reason == RejectReason.None)
            Place(order, place, ref sink);
        else
            sink.Rejected(order.Id, BookCommand.New, reason);
        GC.KeepAlive(this);
        return reason;
    }

    /// <summary>What would become of a new order, of an id that none has: the book stays as it is.</summary>
    public Foresight Foresee(in NewOrder order) => new(this, order);

    /// <summary>Takes a resting order out of the book.</summary>
    /// <returns><see cref="RejectReason.UnknownOrder"/> when no order of that id rests.</returns>
    public RejectReason Cancel<TSink>(ulong id, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var node = _orders.Find(id, out var place);
        if (node == 0)
            sink.Rejected(id, BookCommand.Cancel, RejectReason.UnknownOrder);
        else
            Remove(node, place, ref sink);
        GC.KeepAlive(this);
        return node == 0 ? RejectReason.UnknownOrder : RejectReason.None;
    }

    /// <summary>Gives a resting order new terms; see <see cref="Replacement"/> for what becomes of its place.</summary>
    /// <returns>Why it was refused; the order is then as it was.</returns>
    public RejectReason Replace<TSink>(in Replacement replacement, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var node = _orders.Find(replacement.Id);
        ref var order = ref Nodes.Order(node);
        ref var level = ref Nodes.Level(node == 0 ? 0 : order.Level);
        var reason = node == 0 ? RejectReason.UnknownOrder : new Screen(_orders).Of(replacement, order, level, Phase);
        if (reason != RejectReason.None)
            sink.Rejected(replacement.Id, BookCommand.Replace, reason);
        else if (Screen.KeepsPlace(replacement, order, level))
            Shrink(replacement, ref order, ref level, ref sink);
        else
            Move(replacement, node, ref sink);
        GC.KeepAlive(this);
        return reason;
    }

    /// <summary>From now on orders collect for an auction, and none trades before <see cref="Uncross"/>.</summary>
    public void OpenCall() => Phase = BookPhase.Call;

    /// <summary>
    /// What <see cref="Uncross"/> would do now, with the price closest to the reference where several are as good.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The reference is no price.</exception>
    public AuctionResult Indicative(long referencePrice)
    {
        var result = Phase == BookPhase.Call ? AuctionPrice.Find(_orders, referencePrice) : default;
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>
    /// Ends the call: executes as much as can be at one price, cancels the market orders left over, and trades
    /// continuously from then on. Does nothing outside a call.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The reference is no price.</exception>
    public AuctionResult Uncross<TSink>(long referencePrice, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var result = Indicative(referencePrice);
        if (Phase == BookPhase.Continuous)
            return result;
        var auction = new Auction(_orders);
        auction.Execute(result, ref sink);
        auction.CancelMarketOrders(ref sink);
        Phase = BookPhase.Continuous;
        GC.KeepAlive(this);
        return result;
    }

    /// <summary>A price's lots and orders, zeros when nobody is there.</summary>
    public DepthLevel LevelAt(Side side, long price)
    {
        var level = new DepthReader(_orders).LevelAt(MirroredPrice.Index(side), price);
        GC.KeepAlive(this);
        return level;
    }

    /// <summary>Copies the best levels of a side, best first, and returns how many.</summary>
    public int CopyDepth(Side side, Span<DepthLevel> into)
    {
        var count = new DepthReader(_orders).CopyDepth(MirroredPrice.Index(side), into);
        GC.KeepAlive(this);
        return count;
    }

    /// <summary>Copies the orders at a price, the first in the queue first, and returns how many.</summary>
    public int CopyOrders(Side side, long price, Span<RestingOrder> into)
    {
        var count = new DepthReader(_orders).CopyOrders(MirroredPrice.Index(side), price, into);
        GC.KeepAlive(this);
        return count;
    }

    public bool TryFind(ulong id, out RestingOrder order)
    {
        var node = _orders.Find(id);
        order = node == 0 ? default : DepthReader.Read(node);
        GC.KeepAlive(this);
        return node != 0;
    }

    /// <summary>Writes the whole book, as docs/formats/book-snapshot.md says, and returns the bytes written.</summary>
    /// <exception cref="ArgumentException">The span is shorter than <see cref="SnapshotBytes"/>.</exception>
    public int WriteSnapshot(Span<byte> into)
    {
        var bytes = BookSnapshot.Write(_orders, Phase, into);
        GC.KeepAlive(this);
        return bytes;
    }

    /// <summary>A book as it was when the snapshot was written.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a whole, undamaged snapshot.</exception>
    public static OrderBook ReadSnapshot(ReadOnlySpan<byte> snapshot, OrderBookOptions? options = null)
    {
        var book = new OrderBook(options);
        book.Phase = BookSnapshot.Read(snapshot, book._orders);
        return book;
    }

    /// <summary>
    /// Every resting order in its place: bids, then asks; best price first; first in the queue first. Market orders that
    /// wait for an auction have the price 0. The book must not change meanwhile.
    /// </summary>
    public IEnumerable<RestingOrder> Walk()
    {
        foreach (var order in new QueueWalk(_orders))
            yield return new RestingOrder(
                order.Id, MirroredPrice.Side(order.Side), MirroredPrice.Price(order.Key, order.Side), order.Shown,
                order.Hidden, order.Display, order.Owner);
        GC.KeepAlive(this);
    }

    /// <summary>Puts an order at a price back into its place: at the end of its queue, as it was, trading nothing.</summary>
    /// <exception cref="InvalidDataException">The order could not have come to rest there.</exception>
    public void Restore(in RestingOrder order)
    {
        var side = MirroredPrice.Index(order.Side);
        BookSnapshot.Restore(
            _orders,
            new SnapshotOrder(
                order.Id, MirroredPrice.Key(order.Price, side), order.Shown, order.Hidden, order.Display, order.Owner,
                side),
            Phase);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// A hash of the phase and of every order in its place: equal books have equal hashes, however they came to be.
    /// </summary>
    public ulong StateHash()
    {
        var hash = BookSnapshot.Hash(_orders, Phase);
        GC.KeepAlive(this);
        return hash;
    }

    /// <summary>Checks everything that must always hold.</summary>
    /// <exception cref="InvalidOperationException">Something does not.</exception>
    internal void Verify()
    {
        new BookCheck(_orders).Run(Phase);
        GC.KeepAlive(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place<TSink>(in NewOrder order, in IndexPlace place, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var taker = Taker.Of(order);
        sink.Accepted(order.Id, order.Side, taker.Price, order.Quantity);
        if (Phase == BookPhase.Continuous)
            Take(ref taker, order.TimeInForce == TimeInForce.FillOrKill, ref sink);
        if (taker.IsDone)
            return;
        if (Screen.CanRest(order, Phase))
            Enqueue(_orders.Register(order.Id, order.Owner, order.Display, place), taker, ref sink);
        else
            sink.Cancelled(order.Id, order.Side, taker.Price, taker.Rest, CancelReason.Immediate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Remove<TSink>(int node, in IndexPlace place, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var order = ref Nodes.Order(node);
        ref var level = ref Nodes.Level(order.Level);
        var side = MirroredPrice.Side(level.Side);
        var price = MirroredPrice.Price(level.Key, level.Side);
        sink.Cancelled(order.Id, side, price, order.Open, CancelReason.Requested);
        _orders.Dequeue(ref order, ref level);
        _orders.Forget(node, place);
        if (level.Key != MirroredPrice.Market)
            sink.LevelChanged(side, price, level.Shown, level.Orders);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Take<TSink>(ref Taker taker, bool wholly, ref TSink sink)
        where TSink : struct, IBookSink
    {
        if (wholly && !new Matcher(_orders).CanFill(taker))
        {
            sink.Cancelled(taker.Id, MirroredPrice.Side(taker.Side), taker.Price, taker.Rest, CancelReason.FillOrKill);
            taker.IsStopped = true;
        }
        else if (_orders.Ladder(1 - taker.Side).BestKey >= taker.Limit)
        {
            new Matcher(_orders).Take(ref taker, ref sink);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Enqueue<TSink>(int node, in Taker taker, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var side = MirroredPrice.Side(taker.Side);
        var levelNode = _orders.Enqueue(node, taker.Side, taker.Key, taker.Rest);
        if (levelNode == 0)
        {
            _orders.Forget(node);
            sink.Cancelled(taker.Id, side, taker.Price, taker.Rest, CancelReason.LevelFull);
        }
        else if (taker.Key != MirroredPrice.Market)
        {
            ref var level = ref Nodes.Level(levelNode);
            sink.LevelChanged(side, taker.Price, level.Shown, level.Orders);
        }

        return levelNode != 0;
    }

    private static void Shrink<TSink>(in Replacement replacement, ref OrderNode order, ref LevelNode level, ref TSink sink)
        where TSink : struct, IBookSink
    {
        var side = MirroredPrice.Side(level.Side);
        var price = MirroredPrice.Price(level.Key, level.Side);
        var shown = level.Shown;
        level.Shown -= order.Reduce(order.Open - replacement.Quantity);
        sink.Replaced(replacement.Id, side, price, replacement.Quantity);
        if (level.Shown != shown && level.Key != MirroredPrice.Market)
            sink.LevelChanged(side, price, level.Shown, level.Orders);
    }

    private void Move<TSink>(in Replacement replacement, int node, ref TSink sink)
        where TSink : struct, IBookSink
    {
        ref var order = ref Nodes.Order(node);
        ref var level = ref Nodes.Level(order.Level);
        var (from, side) = (level.Key, level.Side);
        var taker = new Taker
        {
            Id = replacement.Id,
            Side = side,
            Key = from == MirroredPrice.Market ? from : MirroredPrice.Key(replacement.Price, side),
            Price = from == MirroredPrice.Market ? 0 : replacement.Price,
            Rest = replacement.Quantity,
            Owner = order.Owner,
            Prevention = replacement.SelfTradePrevention,
        };
        _orders.Dequeue(ref order, ref level);
        sink.Replaced(taker.Id, MirroredPrice.Side(side), taker.Price, taker.Rest);
        if (taker.Key != from)
            sink.LevelChanged(MirroredPrice.Side(side), MirroredPrice.Price(from, side), level.Shown, level.Orders);
        if (Phase == BookPhase.Continuous)
            Take(ref taker, wholly: false, ref sink);
        if (taker.IsDone)
            _orders.Forget(node);
        else if (!Enqueue(node, taker, ref sink) && taker.Key == from && from != MirroredPrice.Market)
            sink.LevelChanged(MirroredPrice.Side(side), taker.Price, level.Shown, level.Orders);
    }
}
