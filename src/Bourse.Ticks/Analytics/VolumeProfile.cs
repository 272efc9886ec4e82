using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>What of one instrument was traded within each step of prices, in a range of times.</summary>
public sealed class VolumeProfile
{
    /// <summary>The share of the volume that the value area holds at least, in percent.</summary>
    public const int ValueAreaPercent = 70;

    private VolumeProfile(ProfileLevel[] levels) => Levels = levels;

    /// <summary>By rising price, without holes: a level at which nothing was traded has no volume.</summary>
    public IReadOnlyList<ProfileLevel> Levels { get; }

    /// <summary>Σ size, in 10⁻⁸.</summary>
    public Int128 Volume { get; private init; }

    /// <summary>The place of the level at which most was traded, the lowest of several; -1 when nothing was.</summary>
    public int PointOfControl { get; private init; } = -1;

    /// <summary>
    /// The places of the first and the last level of the value area, -1 when nothing was traded. It grows from the point of
    /// control by the larger of its two neighbours, the upper of equal ones, until it holds its share.
    /// </summary>
    public (int First, int Last) ValueArea { get; private init; } = (-1, -1);

    /// <summary>The venue's day of an instrument's latest trade; an empty range where there was none.</summary>
    public static (Timestamp Start, Timestamp End) LatestDay(InstrumentTicks ticks) =>
        ticks.Snapshot().Today is { } today
            ? (today.Start, ticks.Clock.EndOfDay(today.Start))
            : (Timestamp.MinValue, Timestamp.MinValue);

    /// <summary>Every trade of a range, those outside price statistics included: what a profile costs.</summary>
    public static long Count(TradeSlices trades)
    {
        var count = 0L;
        foreach (var slice in trades)
            count += slice.Times.Length;
        return count;
    }

    /// <param name="prices">Of the same trades.</param>
    /// <param name="step">How wide a level is, in 10⁻⁸; makes no more levels than an array can have.</param>
    public static VolumeProfile Of(TradeSlices trades, TradedPrices prices, long step)
    {
        if (prices.Trades == 0)
            return new VolumeProfile([]);
        var first = PriceRange.LevelOf(prices.Low, step);
        var levels = new ProfileLevel[(int)prices.LevelsOf(step)];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = levels[i] with { Price = PriceRange.PriceOf(first + i, step) };
        foreach (var slice in trades)
            for (var i = 0; i < slice.Prices.Length; i++)
                if (slice.Marks[i].IsPriced)
                    Add(ref levels[PriceRange.LevelOf(slice.Prices[i], step) - first], slice.Marks[i].Side, slice.Sizes[i]);
        return Of(levels);
    }

    private static void Add(ref ProfileLevel level, Side side, long size) => level = side switch
    {
        Side.Buy => level with { Bought = level.Bought + size },
        Side.Sell => level with { Sold = level.Sold + size },
        _ => level with { Other = level.Other + size },
    };

    private static VolumeProfile Of(ProfileLevel[] levels)
    {
        var (volume, control) = ((Int128)0, 0);
        for (var i = 0; i < levels.Length; i++)
        {
            volume += levels[i].Volume;
            if (levels[i].Volume > levels[control].Volume)
                control = i;
        }

        return volume <= 0
            ? new VolumeProfile(levels)
            : new VolumeProfile(levels)
            {
                Volume = volume, PointOfControl = control, ValueArea = Area(levels, control, volume),
            };
    }

    private static (int First, int Last) Area(ProfileLevel[] levels, int control, Int128 volume)
    {
        var (first, last, held) = (control, control, levels[control].Volume);
        while (held * 100 < volume * ValueAreaPercent)
        {
            var below = first > 0 ? levels[first - 1].Volume : -1;
            var above = last < levels.Length - 1 ? levels[last + 1].Volume : -1;
            held += above >= below ? levels[++last].Volume : levels[--first].Volume;
        }

        return (first, last);
    }
}
