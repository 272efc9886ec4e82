using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Prices from a lowest to a highest, in 10⁻⁸, and the levels of equal width that hold them.</summary>
public readonly record struct PriceRange(long Low, long High)
{
    // A wider step is taken as it is: all prices that there can be are in ten of its levels.
    private const long StepMax = 10_000_000_000 * Price.UnitsPerOne;

    /// <summary>How many levels of that width hold them all.</summary>
    public Int128 LevelsOf(long step) => (Int128)LevelOf(High, step) - LevelOf(Low, step) + 1;

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

    /// <summary>Where a level begins; the lowest may begin below what a price can be.</summary>
    public static long PriceOf(long level, long step) => (long)Int128.Max((Int128)level * step, long.MinValue);
}
