namespace Bourse.Ticks;

/// <summary>
/// The mean of closes of which the latest weighs 2 / (period + 1); it begins with the plain mean of the first period.
/// </summary>
public sealed class ExponentialAverage(int period) : Indicator
{
    private readonly SmoothedMean _mean = new(period, 2.0 / (period + 1));

    public override IReadOnlyList<string> Names { get; } = ["ema"];

    public override int? BarsBefore => _mean.ValuesBefore;

    public override bool TryNext(in PricedBar bar, Span<double> figures) => _mean.TryNext(Close(bar), out figures[0]);
}
