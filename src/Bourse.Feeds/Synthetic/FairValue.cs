namespace Bourse.Feeds.Synthetic;

/// <summary>
/// What an instrument is worth at any time: it wanders like a price, in calm and in stormy hours, and comes back to its
/// anchor. A function of seed and time alone, so that a market begun anew goes on at the price where it was. Only this
/// idea of value is a floating-point number; prices are whole ticks. One thread.
/// </summary>
internal sealed class FairValue
{
    private const double LongestSeconds = 16 * 86_400;
    private const double ShortestSeconds = 1;
    private const double OctaveRatio = 4;

    // Above this period waves move slowly enough not to be scaled by the storm of the hour.
    private const double SlowSeconds = 4 * 3_600;

    // Waves as high as this times the volatility times the root of their period move by that volatility, together.
    private const double WaveHeight = 0.7;
    private const double StormHeight = 0.55;

    private readonly double _anchor;
    private readonly (Noise Wave, double Height, bool IsSlow)[] _waves;
    private readonly Noise[] _storms;

    /// <param name="anchor">In ticks.</param>
    public FairValue(ulong seed, double anchor, double volatility)
    {
        _anchor = anchor;
        var waves = new List<(Noise, double, bool)>();
        for (var period = LongestSeconds; period >= ShortestSeconds; period /= OctaveRatio)
            waves.Add((new Noise(++seed, period), WaveHeight * volatility * Math.Sqrt(period), period > SlowSeconds));
        _waves = [.. waves];
        _storms = [new Noise(++seed, 86_400), new Noise(++seed, 7_200), new Noise(++seed, 600)];
    }

    /// <summary>How stormy it is: around 1, from about 0.3 to 4.</summary>
    public double StressAt(double seconds)
    {
        var sum = 0.0;
        foreach (var storm in _storms)
            sum += storm.At(seconds);
        return Math.Exp(StormHeight * sum);
    }

    /// <summary>The worth in ticks.</summary>
    public double TicksAt(double seconds, double stress)
    {
        var logarithm = 0.0;
        foreach (var (wave, height, isSlow) in _waves)
            logarithm += height * wave.At(seconds) * (isSlow ? 1 : stress);
        return _anchor * Math.Exp(logarithm);
    }
}
