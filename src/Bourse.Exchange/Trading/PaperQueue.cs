namespace Bourse.Exchange;

/// <summary>
/// One side's resting orders on paper, the best price first, those of one price by when they came to it: a binary heap
/// that knows where each order is.
/// </summary>
internal sealed class PaperQueue(bool isOfBuys)
{
    // Entry 0 is nobody's, so that an order's 0 means that it is not here.
    private int[] _places = new int[16];

    public int Count { get; private set; }

    /// <summary>The order that is filled next; 0 when there is none.</summary>
    public int First => Count == 0 ? 0 : _places[1];

    public void Add(int place, Orders orders)
    {
        if (++Count == _places.Length)
            Array.Resize(ref _places, 2 * _places.Length);
        Rise(Count, place, orders);
    }

    public void Remove(int place, Orders orders)
    {
        var at = orders[place].InPaper;
        orders[place].InPaper = 0;
        var last = _places[Count--];
        if (last == place)
            return;
        if (at > 1 && IsBefore(orders[last], orders[_places[at / 2]]))
            Rise(at, last, orders);
        else
            Sink(at, last, orders);
    }

    private void Rise(int at, int place, Orders orders)
    {
        for (; at > 1 && IsBefore(orders[place], orders[_places[at / 2]]); at /= 2)
            Put(at, _places[at / 2], orders);
        Put(at, place, orders);
    }

    private void Sink(int at, int place, Orders orders)
    {
        for (var child = 2 * at; child <= Count; child = 2 * at)
        {
            if (child < Count && IsBefore(orders[_places[child + 1]], orders[_places[child]]))
                child++;
            if (IsBefore(orders[place], orders[_places[child]]))
                break;
            Put(at, _places[child], orders);
            at = child;
        }

        Put(at, place, orders);
    }

    private void Put(int at, int place, Orders orders)
    {
        _places[at] = place;
        orders[place].InPaper = at;
    }

    private bool IsBefore(in Order order, in Order other)
    {
        if (order.Price != other.Price)
            return isOfBuys ? order.Price > other.Price : order.Price < other.Price;
        return order.PaperSince != other.PaperSince ? order.PaperSince < other.PaperSince : order.Id < other.Id;
    }
}
