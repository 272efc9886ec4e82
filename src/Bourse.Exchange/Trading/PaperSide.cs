namespace Bourse.Exchange;

/// <summary>One side of a market elsewhere: its levels, and what orders on paper have left of each.</summary>
internal struct PaperSide
{
    // As wide as the others, so that nothing of it is between them: a snapshot has it as it lies.
    private long _count;
    private ReferenceLevels _told;
    private ReferenceLevels _left;

    public readonly int Count => (int)_count;

    /// <summary>The best price; 0 when there is none.</summary>
    public readonly long BestTold => _told[0].Price;

    /// <summary>The levels with what is left of each.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<ReferenceLevel> Left => _left.First(Count);

    public void Set(in ReferenceLevels levels, int count) => (_told, _left, _count) = (levels, levels, count);

    /// <summary>Whether these are the levels that were told last.</summary>
    public readonly bool IsTold(ReadOnlySpan<ReferenceLevel> levels)
    {
        if (levels.Length != Count)
            return false;
        for (var i = 0; i < levels.Length; i++)
            if (levels[i].Price != _told[i].Price || levels[i].Size != _told[i].Size)
                return false;
        return true;
    }

    /// <summary>The best price at which a lot is left, and what there is in whole lots; false when there is none.</summary>
    public readonly bool TryBest(long lot, out long price, out long quantity)
    {
        (price, quantity) = (0, 0);
        for (var level = 0; level < Count; level++)
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
