namespace Bourse.Ticks;

/// <summary>
/// Wilder's relative strength index, 0 to 100: gains against losses of closes, each a mean in which the newest weighs
/// 1 / period (J. Welles Wilder, New Concepts in Technical Trading Systems, 1978). 50 where nothing moved.
/// </summary>
public sealed class RelativeStrength(int period) : Indicator
{
    private readonly SmoothedMean _gains = new(period, 1.0 / period);
    private readonly SmoothedMean _losses = new(period, 1.0 / period);
    private double? _before;

    public override IReadOnlyList<string> Names { get; } = ["rsi"];

    // A change takes one bar more than there are changes.
    public override int? BarsBefore => _gains.ValuesBefore + 1;

    public override bool TryNext(in PricedBar bar, Span<double> figures)
    {
        var close = Close(bar);
        var change = close - _before;
        _before = close;
        if (change is not { } moved)
            return false;
        var isWhole = _gains.TryNext(Math.Max(0, moved), out var gain);
        _losses.TryNext(Math.Max(0, -moved), out var loss);
        figures[0] = gain + loss == 0 ? 50 : 100 * (gain / (gain + loss));
        return isWhole;
    }
}
