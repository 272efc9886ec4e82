using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>A bar that has a price, as indicators take it.</summary>
public readonly record struct PricedBar(Timestamp Start, Price Close)
{
    /// <summary>Σ size of the prints that count in price statistics, in 10⁻⁸; 0 where venues print sizes of 0.</summary>
    public Int128 Volume { get; init; }

    /// <summary>Σ price × size of them.</summary>
    public Notional Notional { get; init; }

    /// <summary>No bar before it, of those that are read, is of the same day of the venue.</summary>
    public bool OpensDay { get; init; }
}
