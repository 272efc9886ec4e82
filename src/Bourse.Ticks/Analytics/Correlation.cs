using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// How alike the closes of several instruments move: Pearson's coefficient of the logarithms of each close over the one
/// before, pair by pair. Only bars in which both of a pair traded count, and a return reaches from one of those to the next.
/// </summary>
public static class Correlation
{
    /// <summary>A pair's coefficient is null where fewer returns are common to both: two always lie on a line.</summary>
    public const int ReturnsMin = 3;

    // Returns that differ by less than so much of their mean are taken for equal: what is left is rounding.
    private const double RoundingShare = 1e-9;

    /// <param name="barsMax">Of each instrument no more than so many bars are read, the last of the range.</param>
    public static CorrelationMatrix Of(
        IReadOnlyList<InstrumentTicks> instruments, BarInterval interval, in TickRange range, int barsMax)
    {
        var closes = new List<(long Place, double Close)>[instruments.Count];
        for (var i = 0; i < closes.Length; i++)
            closes[i] = Closes(instruments[i], interval, range, barsMax);
        var coefficients = new double?[instruments.Count][];
        var counts = new int[instruments.Count][];
        for (var row = 0; row < closes.Length; row++)
        {
            (coefficients[row], counts[row]) = (new double?[closes.Length], new int[closes.Length]);
            for (var column = 0; column <= row; column++)
            {
                var pairs = Returns(closes[row], closes[column]);
                coefficients[row][column] = coefficients[column][row] = Coefficient(pairs);
                counts[row][column] = counts[column][row] = pairs.Count;
            }
        }

        return new CorrelationMatrix(coefficients, counts);
    }

    private static List<(long Place, double Close)> Closes(
        InstrumentTicks ticks, BarInterval interval, in TickRange range, int barsMax)
    {
        var closes = new List<(long, double)>();
        var bars = ticks.Bars(interval, range with { IsDescending = true });
        for (var count = 0; count < barsMax && bars.TryRead(out Bar bar); count++)
            if (bar.Close is { Units: > 0 } close)
                closes.Add((PlaceOf(ticks, interval, bar.Start), close.Units));
        closes.Reverse();
        return closes;
    }

    // Days are compared by date: venues' days begin at different instants.
    private static long PlaceOf(InstrumentTicks ticks, BarInterval interval, Timestamp start) =>
        interval == BarInterval.Day1 ? ticks.Clock.DayOf(start).DayNumber : start.Nanoseconds;

    private static List<(double Left, double Right)> Returns(
        List<(long Place, double Close)> left, List<(long Place, double Close)> right)
    {
        var returns = new List<(double, double)>();
        (double Left, double Right)? before = null;
        for (int i = 0, j = 0; i < left.Count && j < right.Count;)
        {
            if (left[i].Place != right[j].Place)
            {
                _ = left[i].Place < right[j].Place ? i++ : j++;
                continue;
            }

            var (first, second) = (left[i++].Close, right[j++].Close);
            if (before is { } last)
                returns.Add((Math.Log(first / last.Left), Math.Log(second / last.Right)));
            before = (first, second);
        }

        return returns;
    }

    private static double? Coefficient(List<(double Left, double Right)> pairs)
    {
        if (pairs.Count < ReturnsMin)
            return null;
        var (left, right) = (pairs.Average(pair => pair.Left), pairs.Average(pair => pair.Right));
        double both = 0, ofLeft = 0, ofRight = 0;
        foreach (var pair in pairs)
        {
            both += (pair.Left - left) * (pair.Right - right);
            ofLeft += (pair.Left - left) * (pair.Left - left);
            ofRight += (pair.Right - right) * (pair.Right - right);
        }

        return Varies(ofLeft, left, pairs.Count) && Varies(ofRight, right, pairs.Count)
            ? Math.Clamp(both / (Math.Sqrt(ofLeft) * Math.Sqrt(ofRight)), -1, 1)
            : null;
    }

    private static bool Varies(double squares, double mean, int count) =>
        squares > count * mean * mean * RoundingShare * RoundingShare;
}
