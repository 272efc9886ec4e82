using Bourse.Market;

namespace Bourse.Feeds.Venues;

/// <summary>Changes of a book that came before its snapshot, in their order, up to a limit. One thread.</summary>
internal sealed class HeldDeltas(int countMax)
{
    private readonly Queue<(VenueEvent Event, BookLevel[] Bids, BookLevel[] Asks)> _deltas = [];

    public int Count => _deltas.Count;

    /// <summary>The first number of the oldest; 0 when there is none.</summary>
    public long FirstNative => _deltas.TryPeek(out var oldest) ? FirstOf(oldest.Event) : 0;

    /// <summary>False, and nothing is kept any more, when there are too many.</summary>
    public bool TryAdd(in VenueEvent delta, ReadOnlySpan<BookLevel> bids, ReadOnlySpan<BookLevel> asks)
    {
        if (_deltas.Count >= countMax)
        {
            _deltas.Clear();
            return false;
        }

        _deltas.Enqueue((delta, bids.ToArray(), asks.ToArray()));
        return true;
    }

    public bool TryTake(out VenueEvent delta, out BookLevel[] bids, out BookLevel[] asks)
    {
        var isThere = _deltas.TryDequeue(out var held);
        (delta, bids, asks) = held;
        return isThere;
    }

    public void Clear() => _deltas.Clear();

    /// <summary>The first number that a delta covers.</summary>
    public static long FirstOf(in VenueEvent delta) => delta.FirstNative == 0 ? delta.Native : delta.FirstNative;
}
