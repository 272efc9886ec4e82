using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>Makes indicators by name, and their figures from an instrument's bars.</summary>
public static class Indicators
{
    private const int AveragePeriod = 20;
    private const int StrengthPeriod = 14;

    /// <summary>How many bars go into a figure where nobody says; null where it cannot be said.</summary>
    public static int? PeriodOf(IndicatorKind kind) => kind switch
    {
        IndicatorKind.Vwap or IndicatorKind.Macd => null,
        IndicatorKind.Rsi => StrengthPeriod,
        _ => AveragePeriod,
    };

    /// <param name="period">1 or more; the session's VWAP and MACD have their own.</param>
    public static Indicator Of(IndicatorKind kind, int period) => kind switch
    {
        IndicatorKind.Sma => new SimpleAverage(period),
        IndicatorKind.Ema => new ExponentialAverage(period),
        IndicatorKind.Rsi => new RelativeStrength(period),
        IndicatorKind.Vwap => new SessionVwap(),
        IndicatorKind.Macd => new MovingConvergence(),
        _ => new BollingerBands(period),
    };

    /// <summary>
    /// The figures of some of an instrument's bars, those of a bar one behind the other; NaN where a bar has no price, or
    /// too few came before it. As many earlier bars are read as figures depend on, so that they are the same whichever bars
    /// are asked for.
    /// </summary>
    /// <param name="starts">The bars, oldest first; those between them are read as well.</param>
    public static double[] Read(
        InstrumentTicks ticks, BarInterval interval, Indicator indicator, ReadOnlySpan<Timestamp> starts)
    {
        var figures = new double[starts.Length * indicator.Names.Count];
        Array.Fill(figures, double.NaN);
        if (starts.IsEmpty)
            return figures;
        var range = new TickRange
        {
            Start = WarmUpStart(ticks, interval, indicator, starts[0]), End = starts[^1].AddNanoseconds(1),
        };
        var bars = new PricedBarReader(ticks, interval, range);
        var next = new double[indicator.Names.Count];
        for (var row = 0; bars.TryRead(out var bar);)
        {
            while (row < starts.Length && starts[row] < bar.Start)
                row++;
            if (indicator.TryNext(bar, next) && row < starts.Length && starts[row] == bar.Start)
                next.CopyTo(figures, row * next.Length);
        }

        return figures;
    }

    private static Timestamp WarmUpStart(
        InstrumentTicks ticks, BarInterval interval, Indicator indicator, Timestamp first)
    {
        if (indicator.BarsBefore is not { } count)
            return ticks.Clock.StartOf(first, BarInterval.Day1);
        var bars = ticks.Bars(interval, new TickRange { End = first, IsDescending = true });
        while (count > 0 && bars.TryRead(out var start, out BarCell cell))
            if (cell.HasPrice)
                (first, count) = (new Timestamp(start), count - 1);
        return first;
    }
}
