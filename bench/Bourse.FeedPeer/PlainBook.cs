using System.Globalization;

namespace Bourse.FeedPeer;

/// <summary>A book as one writes it first.</summary>
internal sealed class PlainBook
{
    public SortedDictionary<decimal, decimal> Bids { get; } = new(Comparer<decimal>.Create((x, y) => y.CompareTo(x)));

    public SortedDictionary<decimal, decimal> Asks { get; } = [];

    /// <summary>The last number of a snapshot or a delta, where the venue numbers them.</summary>
    public long LastNumber { get; set; }

    /// <summary>A delta has followed the snapshot.</summary>
    public bool IsJoined { get; set; }

    public bool IsLive { get; set; }

    public void Clear()
    {
        Bids.Clear();
        Asks.Clear();
    }

    public void Set(bool isBid, decimal price, decimal quantity)
    {
        var side = isBid ? Bids : Asks;
        if (quantity == 0)
            side.Remove(price);
        else
            side[price] = quantity;
    }

    public void Truncate(int depth)
    {
        while (Bids.Count > depth)
            Bids.Remove(Bids.Last().Key);
        while (Asks.Count > depth)
            Asks.Remove(Asks.Last().Key);
    }

    public override string ToString() => $"{Best(Bids)} {Best(Asks)}";

    private static string Best(SortedDictionary<decimal, decimal> side) => side.Count == 0
        ? "-"
        : string.Create(CultureInfo.InvariantCulture, $"{side.First().Value:0.########}@{side.First().Key:0.########}");
}
