using Bourse.Market;

namespace Bourse.Feeds.Synthetic;

/// <summary>One side of a synthetic book in whole ticks and lots, best first. One thread.</summary>
internal sealed class SyntheticSide(Side side, int levelsMax)
{
    private readonly long[] _ticks = new long[levelsMax];
    private readonly long[] _lots = new long[levelsMax];

    public Side Side => side;

    public int Count { get; private set; }

    public bool IsFull => Count == levelsMax;

    /// <summary>Ticks times this rise from best to worst, on either side.</summary>
    public int Outward => side == Side.Buy ? -1 : 1;

    public long TickAt(int depth) => _ticks[depth];

    public long LotsAt(int depth) => _lots[depth];

    /// <summary>The depth of a price, or of the first that is worse.</summary>
    public int DepthOf(long tick)
    {
        var depth = 0;
        while (depth < Count && (_ticks[depth] - tick) * Outward < 0)
            depth++;
        return depth;
    }

    public bool Has(long tick) => DepthOf(tick) is var depth && depth < Count && _ticks[depth] == tick;

    /// <summary>Sets the lots at a price; 0 removes the level, which must be there.</summary>
    public void Set(long tick, long lots)
    {
        var depth = DepthOf(tick);
        var isKnown = depth < Count && _ticks[depth] == tick;
        if (lots == 0)
            Move(depth + 1, depth, --Count - depth);
        else if (!isKnown)
            Move(depth, depth + 1, Count++ - depth);
        if (lots != 0)
            (_ticks[depth], _lots[depth]) = (tick, lots);
    }

    public void Clear() => Count = 0;

    private void Move(int from, int to, int levels)
    {
        Array.Copy(_ticks, from, _ticks, to, levels);
        Array.Copy(_lots, from, _lots, to, levels);
    }
}
