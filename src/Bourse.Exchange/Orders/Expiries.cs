namespace Bourse.Exchange;

/// <summary>
/// Orders that end by themselves, the next first, those of one time by id: a binary heap that knows where each order
/// is, so that one that ends otherwise leaves nothing behind.
/// </summary>
internal sealed class Expiries(Slab<Order> orders)
{
    // Entry 0 is nobody's, so that an order's 0 means that it is not here.
    private int[] _places = new int[64];

    public int Count { get; private set; }

    /// <summary>The order that ends next; 0 when none does.</summary>
    public int First => Count == 0 ? 0 : _places[1];

    public void Add(int place)
    {
        if (++Count == _places.Length)
            Array.Resize(ref _places, 2 * _places.Length);
        Rise(Count, place);
    }

    public void Remove(int place)
    {
        var at = orders[place].InExpiries;
        orders[place].InExpiries = 0;
        var last = _places[Count--];
        if (last == place)
            return;
        if (at > 1 && IsBefore(last, _places[at / 2]))
            Rise(at, last);
        else
            Sink(at, last);
    }

    private void Rise(int at, int place)
    {
        for (; at > 1 && IsBefore(place, _places[at / 2]); at /= 2)
            Put(at, _places[at / 2]);
        Put(at, place);
    }

    private void Sink(int at, int place)
    {
        for (var child = 2 * at; child <= Count; child = 2 * at)
        {
            if (child < Count && IsBefore(_places[child + 1], _places[child]))
                child++;
            if (IsBefore(place, _places[child]))
                break;
            Put(at, _places[child]);
            at = child;
        }

        Put(at, place);
    }

    private void Put(int at, int place)
    {
        _places[at] = place;
        orders[place].InExpiries = at;
    }

    private bool IsBefore(int place, int other)
    {
        ref var order = ref orders[place];
        ref var second = ref orders[other];
        return order.ExpiresAt != second.ExpiresAt ? order.ExpiresAt < second.ExpiresAt : order.Id < second.Id;
    }
}
