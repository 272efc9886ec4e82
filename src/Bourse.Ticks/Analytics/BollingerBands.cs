namespace Bourse.Ticks;

/// <summary>The mean of the last closes, and two standard deviations (of the population) above and below it.</summary>
public sealed class BollingerBands(int period) : Indicator
{
    private const double Deviations = 2;

    private readonly SimpleAverage _mean = new(period);
    private readonly double[] _closes = new double[period];
    private long _count;

    public override IReadOnlyList<string> Names { get; } = ["middle", "upper", "lower"];

    public override int? BarsBefore => _mean.BarsBefore;

    public override bool TryNext(in PricedBar bar, Span<double> figures)
    {
        _closes[_count++ % period] = Close(bar);
        if (!_mean.TryNext(bar, figures))
            return false;
        var squares = 0.0;
        foreach (var close in _closes)
            squares += (close - figures[0]) * (close - figures[0]);
        var width = Deviations * Math.Sqrt(squares / period);
        (figures[1], figures[2]) = (figures[0] + width, figures[0] - width);
        return true;
    }
}
