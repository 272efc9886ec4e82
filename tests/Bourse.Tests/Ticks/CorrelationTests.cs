using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Ticks;

public class CorrelationTests
{
    private const int AllBars = 10_000;

    private readonly TickFeed _feed = new();

    [Fact]
    public void What_moves_alike_correlates_and_what_moves_against_it_the_other_way()
    {
        var matrix = Of(Line(1, 2, 1, 4, 1), Line(10, 20, 10, 40, 10), Line(8, 4, 8, 2, 8));
        Assert.Equal([1, 1, -1], matrix.Coefficients[0].Select(one => Math.Round(one!.Value, 12)));
        Assert.Equal([-1, -1, 1], matrix.Coefficients[2].Select(one => Math.Round(one!.Value, 12)));
        Assert.All(matrix.Returns, row => Assert.All(row, count => Assert.Equal(4, count)));
    }

    [Fact]
    public void A_coefficient_is_that_of_the_formula()
    {
        // Returns in powers of two: 1 2 3 and 1 3 2, whose coefficient is a half.
        var matrix = Of(Line(1, 2, 8, 64), Line(1, 2, 16, 64));
        Assert.Equal(0.5, matrix.Coefficients[0][1]!.Value, 1e-12);
    }

    [Fact]
    public void A_return_reaches_over_bars_in_which_one_of_them_did_not_trade()
    {
        var matrix = Of(Line(1, 2, 8, 64), Line(1, 0, 2, 0, 16, 64), Line(1, 2, 5, 8, 7, 64));
        Assert.Equal([3, 1, 3], matrix.Returns[0]);
        Assert.Equal([1, 3, 3], matrix.Returns[1]);
        Assert.Null(matrix.Coefficients[0][1]);
    }

    [Fact]
    public void What_never_changes_or_grows_by_the_same_share_has_no_coefficient()
    {
        var matrix = Of(Line(5, 5, 5, 5, 5), Line(1, 3, 9, 27, 81), Line(3, 4, 3, 5, 2));
        Assert.Equal([null, null, null], matrix.Coefficients[0]);
        Assert.Equal([null, null, null], matrix.Coefficients[1]);
        Assert.Equal(1, matrix.Coefficients[2][2]!.Value, 1e-12);
    }

    [Fact]
    public void Two_returns_are_too_few() => Assert.Null(Of(Line(1, 2, 8), Line(3, 5, 4)).Coefficients[0][1]);

    [Fact]
    public void Days_belong_together_by_their_date()
    {
        var (sydney, newYork) = (_feed.Define(TickFeed.Asx, "A"), _feed.Define(TickFeed.Nyse, "B"));
        foreach (var (price, day) in new long[] { 1, 2, 8, 64 }.Select((price, day) => (price, day)))
        {
            _feed.Trade(sydney, Timestamp.FromCivil(2014, 3, 11 + day, 1).Nanoseconds, price, 1);
            _feed.Trade(newYork, Timestamp.FromCivil(2014, 3, 11 + day, 16).Nanoseconds, 7 * price, 1);
        }

        var matrix = Correlation.Of([_feed.TicksOf(sydney), _feed.TicksOf(newYork)], BarInterval.Day1, TickRange.All, AllBars);
        Assert.Equal((3, 1), (matrix.Returns[0][1], Math.Round(matrix.Coefficients[0][1]!.Value, 12)));
    }

    [Fact]
    public void Only_the_last_bars_of_the_range_are_read()
    {
        var line = Line(1, 2, 8, 64, 3, 5, 4);
        var end = new Timestamp(6 * Timestamp.PerMinute);
        var matrix = Correlation.Of([line, line], BarInterval.Minute1, new TickRange { End = end }, barsMax: 4);
        Assert.Equal(3, matrix.Returns[0][1]);
        Assert.Equal(1, matrix.Coefficients[0][1]!.Value, 1e-12);
    }

    private static CorrelationMatrix Of(params InstrumentTicks[] instruments) =>
        Correlation.Of(instruments, BarInterval.Minute1, TickRange.All, AllBars);

    // One bar a minute; none where the price is 0.
    private InstrumentTicks Line(params long[] closes)
    {
        var instrument = _feed.Define(TickFeed.Kraken, $"I{_feed.Sequence}");
        for (var minute = 0; minute < closes.Length; minute++)
            if (closes[minute] > 0)
                _feed.Trade(instrument, minute * Timestamp.PerMinute, closes[minute], 1);
        return _feed.TicksOf(instrument);
    }
}
