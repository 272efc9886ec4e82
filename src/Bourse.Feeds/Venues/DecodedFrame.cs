using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>
/// What one frame says, in its order. Filled by a decoder, read by the session, used again for the next: it allocates
/// only to grow. One thread.
/// </summary>
internal sealed class DecodedFrame
{
    private VenueEvent[] _events = new VenueEvent[16];
    private BookLevel[] _bids = new BookLevel[1024];
    private BookLevel[] _asks = new BookLevel[1024];
    private int _eventCount;
    private int _bidCount;
    private int _askCount;

    /// <summary>The number of this frame on its connection, where the venue numbers them from 0; else null.</summary>
    public long? ConnectionSequence { get; set; }

    public ReadOnlySpan<VenueEvent> Events => _events.AsSpan(0, _eventCount);

    public ReadOnlySpan<BookLevel> Bids => _bids.AsSpan(0, _bidCount);

    public ReadOnlySpan<BookLevel> Asks => _asks.AsSpan(0, _askCount);

    /// <summary>An event's own levels.</summary>
    public ReadOnlySpan<BookLevel> BidsOf(in VenueEvent said) => _bids.AsSpan(said.Bids.Start, said.Bids.Length);

    public ReadOnlySpan<BookLevel> AsksOf(in VenueEvent said) => _asks.AsSpan(said.Asks.Start, said.Asks.Length);

    public void Clear()
    {
        (_eventCount, _bidCount, _askCount) = (0, 0, 0);
        ConnectionSequence = null;
    }

    /// <summary>Begins an event: levels added from now on are its own. Valid until the next is begun.</summary>
    public ref VenueEvent Begin(VenueEventKind kind)
    {
        if (_eventCount == _events.Length)
            Array.Resize(ref _events, _eventCount * 2);
        ref var begun = ref _events[_eventCount++];
        begun = default;
        begun.Kind = kind;
        begun.Bids = new VenueEvent.Slice(_bidCount, 0);
        begun.Asks = new VenueEvent.Slice(_askCount, 0);
        return ref begun;
    }

    /// <summary>The event that was begun last.</summary>
    public ref VenueEvent Last => ref _events[_eventCount - 1];

    /// <summary>Orders the events from the given one on by their numbers, for venues that tell the newest first.</summary>
    public void SortByNumber(int first)
    {
        if (_eventCount - first > 1)
            _events.AsSpan(first, _eventCount - first).Sort(static (one, other) => one.Native.CompareTo(other.Native));
    }

    /// <summary>Every event is of that instrument: where the venue names it behind its events.</summary>
    public void NameAll(VenueEvent.Slice symbol)
    {
        foreach (ref var named in _events.AsSpan(0, _eventCount))
            named.Symbol = symbol;
    }

    /// <summary>Adds a level to the event that was begun last.</summary>
    public void AddLevel(Side side, BookLevel level)
    {
        ref var last = ref _events[_eventCount - 1];
        if (side == Side.Buy)
        {
            Add(ref _bids, ref _bidCount, level);
            last.Bids = new VenueEvent.Slice(last.Bids.Start, last.Bids.Length + 1);
        }
        else
        {
            Add(ref _asks, ref _askCount, level);
            last.Asks = new VenueEvent.Slice(last.Asks.Start, last.Asks.Length + 1);
        }
    }

    private static void Add(ref BookLevel[] levels, ref int count, BookLevel level)
    {
        if (count == levels.Length)
            Array.Resize(ref levels, count * 2);
        levels[count++] = level;
    }
}
