using Bourse.Market;

namespace Bourse.Tests.Market;

/// <summary>The plainest L2 book: two sorted dictionaries. The oracle for <see cref="Book"/>.</summary>
internal sealed class TwinBook
{
    private readonly SortedDictionary<Price, Quantity> _bids = new(Comparer<Price>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<Price, Quantity> _asks = [];

    public void Clear()
    {
        _bids.Clear();
        _asks.Clear();
    }

    public void Set(Side side, BookLevel level)
    {
        var levels = side == Side.Buy ? _bids : _asks;
        if (level.Quantity.Units == 0)
            levels.Remove(level.Price);
        else
            levels[level.Price] = level.Quantity;
    }

    /// <summary>Best first.</summary>
    public BookLevel[] Levels(Side side) =>
        [.. (side == Side.Buy ? _bids : _asks).Select(level => new BookLevel(level.Key, level.Value))];
}
