using System.Diagnostics;

namespace Bourse.Benches;

/// <summary>What a reading of the clock costs; it is part of every latency that was taken by reading it once.</summary>
internal static class ClockCost
{
    private const int Readings = 2_000_000;

    public static LatencyHistogram Measure()
    {
        var ticks = new uint[Readings];
        var last = Stopwatch.GetTimestamp();
        for (var i = 0; i < ticks.Length; i++)
        {
            var now = Stopwatch.GetTimestamp();
            ticks[i] = (uint)Math.Min(now - last, uint.MaxValue);
            last = now;
        }

        return Histogram(ticks.AsSpan(Readings / 2));
    }

    /// <summary>Differences between readings, in the clock's own ticks, as nanoseconds.</summary>
    public static LatencyHistogram Histogram(ReadOnlySpan<uint> clockTicks)
    {
        var histogram = new LatencyHistogram();
        foreach (var ticks in clockTicks)
            histogram.Record((long)ticks * 1_000_000_000 / Stopwatch.Frequency);
        return histogram;
    }
}
