using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>How many prints that count in price statistics there are in a range, and between which prices, in 10⁻⁸.</summary>
public readonly record struct TradedPrices(long Trades, long Low, long High)
{
    // A wider step is taken as it is: all prices that there can be are in ten of its levels.
    private const long StepMax = 10_000_000_000 * Price.UnitsPerOne;

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
    public Int128 LevelsOf(long step) => Trades == 0 ? 0 : (Int128)LevelOf(High, step) - LevelOf(Low, step) + 1;

    /// <summary>
    /// The narrowest step that needs no more levels than that: 1, 2 or 5 times a power of ten, so that levels lie where a
    /// person expects them. Levels begin at whole steps.
    /// </summary>
    /// <param name="levelsMax">2 or more.</param>
    public long StepFor(int levelsMax)
    {
        for (var power = 1L; ; power *= 10)
            foreach (var times in (ReadOnlySpan<long>)[1, 2, 5])
                if (LevelsOf(power * times) <= levelsMax || power * times > StepMax)
                    return power * times;
    }

    /// <summary>The number of the level that holds a price: level 0 begins at price 0.</summary>
    public static long LevelOf(long price, long step) =>
        price / step - (price % step < 0 ? 1 : 0);
}
