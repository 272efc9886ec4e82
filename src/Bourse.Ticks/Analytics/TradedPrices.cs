namespace Bourse.Ticks;

/// <summary>How many prints that count in price statistics there are in a range, and between which prices, in 10⁻⁸.</summary>
public readonly record struct TradedPrices(long Trades, long Low, long High)
{
    public static TradedPrices Of(TradeSlices trades)
    {
        var (count, low, high) = (0L, long.MaxValue, long.MinValue);
        foreach (var slice in trades)
            for (var i = 0; i < slice.Prices.Length; i++)
                if (slice.Marks[i].IsPriced)
                    (count, low, high) = (count + 1, Math.Min(low, slice.Prices[i]), Math.Max(high, slice.Prices[i]));
        return new TradedPrices(count, low, high);
    }

    /// <summary>How many levels of that width hold them all; 0 where there is none.</summary>
    public Int128 LevelsOf(long step) => Trades == 0 ? 0 : new PriceRange(Low, High).LevelsOf(step);

    /// <summary>The narrowest round step that needs no more levels than that; there is a trade.</summary>
    public long StepFor(int levelsMax) => new PriceRange(Low, High).StepFor(levelsMax);
}
