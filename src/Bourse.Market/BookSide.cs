namespace Bourse.Market;

/// <summary>
/// One side of an L2 book: prices sorted from worst to best, so that the busy end is the cheap end to change.
/// Not thread-safe; allocates only to grow.
/// </summary>
public sealed class BookSide(Side side)
{
    private BookLevel[] _levels = new BookLevel[32];

    public Side Side { get; } = side;

    public int Count { get; private set; }

    /// <summary>The level at that depth, 0 being the best.</summary>
    public BookLevel this[int depth] => _levels.AsSpan(0, Count)[^(depth + 1)];

    /// <summary>The best levels, that many at most, the best one last. Valid until the side changes.</summary>
    public ReadOnlySpan<BookLevel> Best(int count)
    {
        var found = Math.Min(count, Count);
        return _levels.AsSpan(Count - found, found);
    }

    /// <summary>Sets the quantity open at a price; 0 removes the level. Removing an absent level does nothing.</summary>
    public void Set(BookLevel level)
    {
        var i = IndexOf(level.Price);
        var isKnown = i < Count && _levels[i].Price == level.Price;
        if (level.Quantity.Units == 0)
        {
            if (isKnown)
                RemoveAt(i);
            return;
        }

        if (!isKnown)
            MakeRoomAt(i);
        _levels[i] = level;
    }

    public void Clear() => Count = 0;

    /// <summary>Replaces all levels. Quick where they come best first, as in every venue's snapshot.</summary>
    public void Replace(ReadOnlySpan<BookLevel> levels)
    {
        Clear();
        var bestFirst = 0;
        while (bestFirst < levels.Length && levels[bestFirst].Quantity.Units > 0
            && (bestFirst == 0 || IsWorse(levels[bestFirst].Price, levels[bestFirst - 1].Price)))
            bestFirst++;
        if (bestFirst == levels.Length)
        {
            // From the worst on, each goes to the end.
            for (var i = levels.Length - 1; i >= 0; i--)
                Set(levels[i]);
            return;
        }

        foreach (ref readonly var level in levels)
            Set(level);
    }

    /// <summary>Removes the worst level, and gives it.</summary>
    public BookLevel RemoveWorst()
    {
        var worst = _levels.AsSpan(0, Count)[0];
        RemoveAt(0);
        return worst;
    }

    /// <summary>Copies the best levels, best first; returns how many.</summary>
    public int CopyTo(Span<BookLevel> destination)
    {
        var count = Math.Min(Count, destination.Length);
        for (var depth = 0; depth < count; depth++)
            destination[depth] = _levels[Count - 1 - depth];
        return count;
    }

    // The first index whose price is not worse than the given one; looked for from the best end, where changes are.
    private int IndexOf(Price price)
    {
        int low = 0, high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (IsWorse(_levels[middle].Price, price))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private bool IsWorse(Price left, Price right) => Side == Side.Buy ? left < right : left > right;

    private void RemoveAt(int i)
    {
        Array.Copy(_levels, i + 1, _levels, i, Count - i - 1);
        Count--;
    }

    private void MakeRoomAt(int i)
    {
        if (Count == _levels.Length)
            Array.Resize(ref _levels, Count * 2);
        Array.Copy(_levels, i, _levels, i + 1, Count - i);
        Count++;
    }
}
