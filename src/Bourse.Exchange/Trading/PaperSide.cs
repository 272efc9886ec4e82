namespace Bourse.Exchange;

/// <summary>One side of a market elsewhere: its levels, and what orders on paper have left of each.</summary>
internal struct PaperSide
{
    private ReferenceLevels _told;
    private ReferenceLevels _left;

    public int Count { get; private set; }

    /// <summary>The levels as they were told.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<ReferenceLevel> Told => _told.First(Count);

    /// <summary>The levels with what is left of each.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<ReferenceLevel> Left => _left.First(Count);

    public void Set(in ReferenceLevels levels, int count) => (_told, _left, Count) = (levels, levels, count);

    /// <summary>
    /// The best level of which a lot is left, what there is in whole lots, and its number; false when there is none.
    /// </summary>
    public readonly bool TryBest(long lot, out long price, out long quantity, out int level)
    {
        (price, quantity, level) = (0, 0, 0);
        for (; level < Count; level++)
        {
            (price, quantity) = (_told[level].Price, _told[level].Size == 0 ? long.MaxValue : _left[level].Size);
            quantity -= quantity % lot;
            if (quantity > 0)
                return true;
        }

        return false;
    }

    /// <summary>What there is in whole lots at a price and better ones, as far as somebody wants it.</summary>
    public readonly long Within(bool areAsks, long price, long lot, long wanted)
    {
        var sum = 0L;
        for (var level = 0; level < Count && sum < wanted; level++)
        {
            if (areAsks ? _told[level].Price > price : _told[level].Price < price)
                break;
            var left = _told[level].Size == 0 ? wanted : _left[level].Size;
            sum += Math.Min(left - left % lot, wanted - sum);
        }

        return sum;
    }

    /// <summary>Takes so much of the best levels, in whole lots of each.</summary>
    public void Take(long quantity, long lot)
    {
        for (var level = 0; quantity > 0; level++)
        {
            if (_told[level].Size == 0)
                return;
            var taken = Math.Min(quantity, _left[level].Size - _left[level].Size % lot);
            _left[level].Size -= taken;
            quantity -= taken;
        }
    }
}
