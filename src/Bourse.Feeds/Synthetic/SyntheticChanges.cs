using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>The levels of one side that an order changes, each once, in the order of their first change.</summary>
internal sealed class SyntheticChanges(SyntheticSide side, int levelsMax)
{
    private readonly long[] _ticks = new long[levelsMax];
    private readonly BookLevel[] _levels = new BookLevel[levelsMax];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Changes the side and remembers the price.</summary>
    public void Set(long tick, long lots)
    {
        side.Set(tick, lots);
        if (!_ticks.AsSpan(0, _count).Contains(tick))
            _ticks[_count++] = tick;
    }

    /// <summary>Each changed price with what is open there now.</summary>
    public ReadOnlySpan<BookLevel> Levels(SyntheticListing listing)
    {
        for (var i = 0; i < _count; i++)
        {
            var lots = side.Has(_ticks[i]) ? side.LotsAt(side.DepthOf(_ticks[i])) : 0;
            _levels[i] = new BookLevel(
                new Price(_ticks[i] * listing.Tick.Units), new Quantity(lots * listing.Lot.Units));
        }

        return _levels.AsSpan(0, _count);
    }
}
