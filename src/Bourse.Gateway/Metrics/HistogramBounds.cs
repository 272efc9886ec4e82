using System.Diagnostics.Metrics;

namespace Bourse.Gateway.Metrics;

/// <summary>The upper bounds of a histogram's buckets: the instrument's own advice, else by its unit.</summary>
internal static class HistogramBounds
{
    private static readonly double[] Seconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private static readonly double[] Sizes =
        [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 100_000, 1_000_000];

    public static double[] Of(Instrument instrument) =>
        Advice(instrument) ?? (instrument.Unit == "s" ? Seconds : Sizes);

    private static double[]? Advice(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => null,
    };
}
