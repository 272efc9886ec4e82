using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public class IndicatorTests
{
    // The worked example of StockCharts' ChartSchool, "Relative Strength Index", 14 days of QQQQ from 14 December 2009 on.
    private static readonly double[] Qqqq =
    [
        44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.6140,
        46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515, 45.7835, 45.3548,
        44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
    ];

    // Of the same school, "Moving Averages": Intel, ten days, from 24 March 2010 on.
    private static readonly double[] Intel =
    [
        22.27, 22.19, 22.08, 22.17, 22.18, 22.13, 22.23, 22.43, 22.24, 22.29, 22.15, 22.39, 22.38, 22.61, 23.36, 24.05, 23.75,
        23.83, 23.95, 23.63,
    ];

    [Fact]
    public void Relative_strength_is_that_of_the_published_example() => Assert.Equal(
        [
            70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87, 45.46,
            37.30, 33.08, 37.77,
        ],
        Rounded(Figures(IndicatorKind.Rsi, 14, Qqqq).Skip(14)));

    [Fact]
    public void An_exponential_average_is_that_of_the_published_example() => Assert.Equal(
        [22.22, 22.21, 22.24, 22.27, 22.33, 22.52, 22.80, 22.97, 23.13, 23.28, 23.34],
        Rounded(Figures(IndicatorKind.Ema, 10, Intel).Skip(9)));

    [Fact]
    public void A_simple_average_is_of_the_last_closes() =>
        Assert.Equal([double.NaN, double.NaN, 2, 3, 3.67], Rounded(Figures(IndicatorKind.Sma, 3, [1, 2, 3, 4, 4])));

    [Fact]
    public void Bands_are_two_deviations_of_the_population_away()
    {
        // 2 4 4 4 5 5 7 9: the mean is 5, the deviation of the population 2.
        var last = Figures(IndicatorKind.Bollinger, 8, [2, 4, 4, 4, 5, 5, 7, 9])[^1];
        Assert.Equal([5, 9, 1], last.Select(figure => Math.Round(figure, 12)));
    }

    [Fact]
    public void A_line_that_rises_evenly_has_a_constant_convergence()
    {
        // A mean that follows a line of slope 1 lags by (period - 1) / 2: 12.5 less 5.5.
        var figures = Figures(IndicatorKind.Macd, 1, [.. Enumerable.Range(1, 60).Select(close => (double)close)]);
        Assert.All(figures.Take(33), one => Assert.True(double.IsNaN(one[0])));
        Assert.All(figures.Skip(33), one => Assert.Equal([7, 7, 0], one.Select(figure => Math.Round(figure, 9) + 0)));
    }

    [Theory]
    [InlineData(IndicatorKind.Sma, 5)]
    [InlineData(IndicatorKind.Ema, 5)]
    [InlineData(IndicatorKind.Bollinger, 5)]
    [InlineData(IndicatorKind.Rsi, 50)]
    public void A_price_that_never_moves_has_no_width_and_no_strength(IndicatorKind kind, double expected) => Assert.All(
        Figures(kind, 3, [5, 5, 5, 5, 5, 5]).Skip(3), one => Assert.All(one, figure => Assert.Equal(expected, figure)));

    [Theory]
    [InlineData(1, 100)]
    [InlineData(-1, 0)]
    public void Strength_stays_within_its_bounds(int direction, double bound) => Assert.All(
        Figures(IndicatorKind.Rsi, 2, [.. Enumerable.Range(0, 40).Select(i => 50.0 + direction * i)]).Skip(2),
        one => Assert.Equal(bound, one[0]));

    [Theory]
    [InlineData(IndicatorKind.Sma, 20)]
    [InlineData(IndicatorKind.Ema, 20)]
    [InlineData(IndicatorKind.Rsi, 19)]
    [InlineData(IndicatorKind.Bollinger, 20)]
    [InlineData(IndicatorKind.Macd, 1)]
    public void Fewer_bars_than_the_period_have_no_figures(IndicatorKind kind, int period) =>
        Assert.All(Figures(kind, period, Intel[..19]), one => Assert.All(one, figure => Assert.True(double.IsNaN(figure))));

    [Fact]
    public void A_period_of_one_is_the_close_itself()
    {
        Assert.Equal(Intel, Rounded(Figures(IndicatorKind.Sma, 1, Intel)));
        Assert.Equal(Intel, Rounded(Figures(IndicatorKind.Ema, 1, Intel)));
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public void Every_indicator_agrees_with_the_formula_written_out(int seed)
    {
        var random = new Random(seed);
        var price = random.Next(1, 5_000);
        var closes = Enumerable.Range(0, 300)
            .Select(_ => (price = Math.Max(1, price + random.Next(-40, 41))) / 100.0).ToArray();
        var period = random.Next(1, 40);
        foreach (var kind in new[] { IndicatorKind.Sma, IndicatorKind.Ema, IndicatorKind.Rsi, IndicatorKind.Macd, IndicatorKind.Bollinger })
        {
            var (plain, figures) = (PlainIndicators.Of(kind, period, closes), Figures(kind, period, closes));
            for (var i = 0; i < closes.Length; i++)
                for (var figure = 0; figure < plain[i].Length; figure++)
                    Assert.True(
                        double.IsNaN(plain[i][figure]) == double.IsNaN(figures[i][figure])
                            && !(Math.Abs(plain[i][figure] - figures[i][figure]) > 1e-8),
                        $"seed {seed}: {kind} {period} at {i}: {plain[i][figure]}, not {figures[i][figure]}");
        }
    }

    // Row by row; NaN where there is none.
    private static List<double[]> Figures(IndicatorKind kind, int period, double[] closes)
    {
        var indicator = Indicators.Of(kind, period);
        var rows = new List<double[]>();
        foreach (var (close, i) in closes.Select((close, i) => (close, i)))
        {
            var row = new double[indicator.Names.Count];
            var bar = new PricedBar(new Timestamp(i), new Price((long)Math.Round(close * Price.UnitsPerOne)));
            if (!indicator.TryNext(bar, row))
                Array.Fill(row, double.NaN);
            rows.Add(row);
        }

        return rows;
    }

    private static IEnumerable<double> Rounded(IEnumerable<double[]> rows) => rows.Select(row => Math.Round(row[0], 2));
}
