using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// All open orders: by place, by id, and in the lists of their accounts and listings, the oldest first.
/// </summary>
internal sealed class Orders
{
    private readonly Slab<Order> _orders = new();
    private readonly Slab<Stop> _stops = new();
    private readonly Accounts _accounts;
    private readonly SlotIndex _index;
    private readonly OrderHeap _expiries;

    public Orders(Accounts accounts, int expected)
    {
        _accounts = accounts;
        _index = new SlotIndex(expected);
        _expiries = new OrderHeap(this, isOfStops: false);
    }

    public int Count => _index.Count;

    /// <summary>The order that ends next by itself; 0 when none does.</summary>
    public int FirstToExpire => _expiries.First;

    public int ExpiringCount => _expiries.Count;

    public ref Order this[int place] => ref _orders[place];

    /// <summary>The place of an open order, 0 when there is none of that id.</summary>
    public int Find(long id)
    {
        for (var probe = _index.Probe(Hash(id)); _index.TryNext(ref probe, out var place);)
            if (_orders[place].Id == id)
                return place;
        return 0;
    }

    /// <summary>The places of all open orders, in no order that means anything.</summary>
    public IEnumerable<int> OpenPlaces() => _index.Places();

    /// <summary>The places of all open orders.</summary>
    public LivePlaces Places() => new(_index.Places(), _orders.Highest);

    /// <summary>Puts an open order back at the next place; its neighbours in the lists it knows itself.</summary>
    public void Restore(in Order order)
    {
        var place = _orders.Take();
        _orders[place] = order;
        _index.Add(Hash(order.Id), place);
        if (order.ExpiresAt != 0)
            _expiries.Add(place, order.ExpiresAt);
    }

    /// <summary>The places of what stop orders wait for.</summary>
    public LivePlaces StopPlaces() =>
        new(_index.Places().Select(place => _orders[place].Stop).Where(stop => stop != 0), _stops.Highest);

    public ref Stop StopAt(int stop) => ref _stops[stop];

    /// <summary>Where an order is if hashes do not deceive; for prefetching.</summary>
    public int Guess(long id) => _index.Guess(Hash(id));

    public void Prefetch(int place) => _orders.Prefetch(place);

    public void PrefetchIndex(long id) => _index.Prefetch(Hash(id));

    /// <summary>A place for an order that may come to be open.</summary>
    public int Take() => _orders.Take();

    /// <summary>Gives back the place of an order that is not open.</summary>
    public void Give(int place)
    {
        if (_orders[place].Stop != 0)
            _stops.Give(_orders[place].Stop);
        _orders.Give(place);
    }

    /// <summary>What a stop order waits for.</summary>
    public ref Stop StopOf(int place) => ref StopAt(_orders[place].Stop);

    public ref Stop StopOf(in Order order) => ref StopAt(order.Stop);

    /// <summary>Room for what an order that may come to be open waits for.</summary>
    public int TakeStop() => _stops.Take();

    public void Open(int place, Listing listing)
    {
        ref var order = ref _orders[place];
        ref var account = ref _accounts[order.Account];
        order.IsOpen = true;
        if (order.ExpiresAt != 0)
            _expiries.Add(place, order.ExpiresAt);
        _index.Add(Hash(order.Id), place);
        account.OpenOrders++;
        listing.OpenOrders++;
        order.InAccount.Prev = account.Orders.Last;
        order.InListing.Prev = listing.Orders.Last;
        (account.Orders.Last == 0 ? ref account.Orders.First : ref _orders[account.Orders.Last].InAccount.Next) = place;
        (listing.Orders.Last == 0 ? ref listing.Orders.First : ref _orders[listing.Orders.Last].InListing.Next) = place;
        account.Orders.Last = listing.Orders.Last = place;
    }

    public void Close(int place, Listing listing)
    {
        ref var order = ref _orders[place];
        ref var account = ref _accounts[order.Account];
        order.IsOpen = false;
        if (order.InExpiries != 0)
            _expiries.Remove(place);
        if (order.InPaper != 0)
            listing.Paper!.Queue(order.IsBuy).Remove(place, this);
        _index.Remove(Hash(order.Id), place);
        account.OpenOrders--;
        listing.OpenOrders--;
        var (next, prev) = (order.InAccount.Next, order.InAccount.Prev);
        (prev == 0 ? ref account.Orders.First : ref _orders[prev].InAccount.Next) = next;
        (next == 0 ? ref account.Orders.Last : ref _orders[next].InAccount.Prev) = prev;
        (next, prev) = (order.InListing.Next, order.InListing.Prev);
        (prev == 0 ? ref listing.Orders.First : ref _orders[prev].InListing.Next) = next;
        (next == 0 ? ref listing.Orders.Last : ref _orders[next].InListing.Prev) = prev;
        Give(place);
    }

    private static ulong Hash(long id) => StableHash.Mix(unchecked((ulong)id));
}
