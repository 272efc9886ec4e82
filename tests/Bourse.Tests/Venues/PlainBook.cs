namespace Bourse.Tests.Venues;

/// <summary>A level in the very digits that the venue wrote.</summary>
internal readonly record struct PlainLevel(string Price, string Quantity, string Time);

/// <summary>A book as one would write it first: sorted dictionaries of decimals. Not for many threads.</summary>
internal sealed class PlainBook
{
    private static readonly IComparer<decimal> Falling = Comparer<decimal>.Create((one, other) => other.CompareTo(one));

    public SortedDictionary<decimal, PlainLevel> Bids { get; } = new(Falling);

    public SortedDictionary<decimal, PlainLevel> Asks { get; } = [];

    /// <summary>The last update's number, where the venue numbers them.</summary>
    public long LastNumber { get; set; }

    /// <summary>Levels a side; what falls out is forgotten.</summary>
    public int Depth { get; set; } = int.MaxValue;

    public void Clear()
    {
        Bids.Clear();
        Asks.Clear();
    }

    public void Set(bool isBid, PlainLevel level)
    {
        var side = isBid ? Bids : Asks;
        var price = decimal.Parse(level.Price, System.Globalization.NumberStyles.Float, null);
        if (decimal.Parse(level.Quantity, System.Globalization.NumberStyles.Float, null) == 0)
            side.Remove(price);
        else
            side[price] = level;
    }

    /// <summary>Forgets what lies deeper than the depth: once after each update.</summary>
    public void Trim()
    {
        Trim(Bids);
        Trim(Asks);
    }

    private void Trim(SortedDictionary<decimal, PlainLevel> side)
    {
        while (side.Count > Depth)
            side.Remove(side.Keys.Last());
    }
}
