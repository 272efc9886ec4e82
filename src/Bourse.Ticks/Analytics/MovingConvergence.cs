namespace Bourse.Ticks;

/// <summary>
/// MACD: how far a fast exponential mean of closes is above a slow one, the mean of that, and the difference of the two.
/// There are figures from the bar on with which all three are whole: the 34th, unless other periods are given.
/// </summary>
public sealed class MovingConvergence(int fast = 12, int slow = 26, int signal = 9) : Indicator
{
    private readonly SmoothedMean _fast = new(fast, 2.0 / (fast + 1));
    private readonly SmoothedMean _slow = new(slow, 2.0 / (slow + 1));
    private readonly SmoothedMean _signal = new(signal, 2.0 / (signal + 1));

    public override IReadOnlyList<string> Names { get; } = ["macd", "signal", "histogram"];

    public override int? BarsBefore => _slow.ValuesBefore + _signal.ValuesBefore;

    public override bool TryNext(in PricedBar bar, Span<double> figures)
    {
        var close = Close(bar);
        _fast.TryNext(close, out var quick);
        if (!_slow.TryNext(close, out var lazy))
            return false;
        figures[0] = quick - lazy;
        var isWhole = _signal.TryNext(figures[0], out figures[1]);
        figures[2] = figures[0] - figures[1];
        return isWhole;
    }
}
