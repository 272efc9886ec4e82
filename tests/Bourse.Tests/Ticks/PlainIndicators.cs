using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

/// <summary>Indicators worked out the slow, obvious way, each figure from the whole series: the oracle.</summary>
internal static class PlainIndicators
{
    public static double[][] Of(IndicatorKind kind, int period, double[] closes) => kind switch
    {
        IndicatorKind.Sma => [.. Each(closes, i => [Mean(closes, i, period)])],
        IndicatorKind.Ema => [.. Each(closes, i => [Exponential(closes[..(i + 1)], period, 2.0 / (period + 1))])],
        IndicatorKind.Rsi => [.. Each(closes, i => [Strength(closes[..(i + 1)], period)])],
        IndicatorKind.Macd => Convergence(closes),
        _ => [.. Each(closes, i => Bands(closes, i, period))],
    };

    private static IEnumerable<double[]> Each(double[] closes, Func<int, double[]> figures) =>
        Enumerable.Range(0, closes.Length).Select(figures);

    private static double Mean(double[] values, int last, int period) =>
        last + 1 < period ? double.NaN : values[(last + 1 - period)..(last + 1)].Average();

    private static double Exponential(double[] values, int period, double weight) => values.Length < period
        ? double.NaN
        : values.Skip(period).Aggregate(values.Take(period).Average(), (mean, value) => weight * value + (1 - weight) * mean);

    private static double Strength(double[] closes, int period)
    {
        double[] changes = [.. closes.Skip(1).Zip(closes, (now, before) => now - before)];
        var gain = Exponential([.. changes.Select(change => Math.Max(change, 0))], period, 1.0 / period);
        var loss = Exponential([.. changes.Select(change => Math.Max(-change, 0))], period, 1.0 / period);
        return gain == 0 && loss == 0 ? 50 : 100 - 100 / (1 + gain / loss);
    }

    private static double[] Bands(double[] closes, int last, int period)
    {
        var mean = Mean(closes, last, period);
        if (double.IsNaN(mean))
            return [double.NaN, double.NaN, double.NaN];
        var window = closes[(last + 1 - period)..(last + 1)];
        var deviation = Math.Sqrt(window.Sum(close => Math.Pow(close - mean, 2)) / period);
        return [mean, mean + 2 * deviation, mean - 2 * deviation];
    }

    private static double[][] Convergence(double[] closes)
    {
        double[] macd = [.. Each(closes, i => [Exponential(closes[..(i + 1)], 12, 2 / 13.0) - Exponential(closes[..(i + 1)], 26, 2 / 27.0)])
            .Select(one => one[0])];
        return [.. Each(closes, i =>
        {
            var signal = Exponential([.. macd[..(i + 1)].Where(one => !double.IsNaN(one))], 9, 0.2);
            return double.IsNaN(signal) ? [double.NaN, double.NaN, double.NaN] : [macd[i], signal, macd[i] - signal];
        })];
    }
}
