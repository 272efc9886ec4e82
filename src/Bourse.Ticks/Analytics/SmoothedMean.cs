namespace Bourse.Ticks;

/// <summary>A mean that forgets: it begins with the plain mean of the first values, then the newest has a fixed weight.</summary>
/// <param name="weight">Of the newest, above 0 to 1.</param>
internal sealed class SmoothedMean(int period, double weight)
{
    private double _mean;
    private int _count;

    /// <summary>
    /// How many values before one its mean depends on: the weight of what began it falls to e⁻³⁴, which no double shows.
    /// </summary>
    public int ValuesBefore { get; } = period + (int)Math.Ceiling(34 / weight);

    /// <summary>False while fewer values than the period have come.</summary>
    public bool TryNext(double value, out double mean)
    {
        if (_count < period)
            _mean += (value - _mean) / ++_count;
        else
            _mean += weight * (value - _mean);
        mean = _mean;
        return _count == period;
    }
}
