namespace Bourse.Exchange;

/// <summary>
/// Orders by a key, the least first, those of one key by id: a binary heap that knows where each order is, so that one
/// that goes otherwise leaves nothing behind.
/// </summary>
/// <param name="isOfStops">Whether an order's place here is kept with its stop, or as that among the expiring.</param>
internal sealed class OrderHeap(Orders orders, bool isOfStops)
{
    private const int EntriesMin = 64;

    // Entry 0 is nobody's, so that an order's 0 means that it is not here.
    private Entry[] _entries = [];

    public int Count { get; private set; }

    /// <summary>The first order; 0 when there is none.</summary>
    public int First => Count == 0 ? 0 : _entries[1].Place;

    /// <summary>The key of the first order, where there is one.</summary>
    public long FirstKey => _entries[1].Key;

    public void Add(int place, long key)
    {
        if (++Count >= _entries.Length)
            Array.Resize(ref _entries, Math.Max(EntriesMin, 2 * _entries.Length));
        Rise(Count, new Entry(key, orders[place].Id, place));
    }

    public void Remove(int place)
    {
        var at = At(place);
        At(place) = 0;
        var last = _entries[Count--];
        if (last.Place == place)
            return;
        if (at > 1 && last.IsBefore(_entries[at / 2]))
            Rise(at, last);
        else
            Sink(at, last);
    }

    private void Rise(int at, in Entry entry)
    {
        for (; at > 1 && entry.IsBefore(_entries[at / 2]); at /= 2)
            Put(at, _entries[at / 2]);
        Put(at, entry);
    }

    private void Sink(int at, in Entry entry)
    {
        for (var child = 2 * at; child <= Count; child = 2 * at)
        {
            if (child < Count && _entries[child + 1].IsBefore(_entries[child]))
                child++;
            if (entry.IsBefore(_entries[child]))
                break;
            Put(at, _entries[child]);
            at = child;
        }

        Put(at, entry);
    }

    private void Put(int at, in Entry entry)
    {
        _entries[at] = entry;
        At(entry.Place) = at;
    }

    private ref int At(int place) => ref (isOfStops ? ref orders.StopOf(place).InHeap : ref orders[place].InExpiries);

    private readonly record struct Entry(long Key, long Id, int Place)
    {
        public bool IsBefore(in Entry other) => Key != other.Key ? Key < other.Key : Id < other.Id;
    }
}
