using Bourse.Output;

namespace Bourse.Benches;

/// <summary>Latencies as rows, in microseconds.</summary>
internal sealed class LatencyReport
{
    private readonly Report _report = new("hop", "events", "p50_us", "p99_us", "p99.9_us", "max_us");

    public void Add(string hop, LatencyHistogram latencies) => _report.Add(
        hop,
        latencies.Count,
        Micros(latencies.Percentile(0.5)),
        Micros(latencies.Percentile(0.99)),
        Micros(latencies.Percentile(0.999)),
        Micros(latencies.Max));

    public void Print(OutputFormat format) => _report.Print(format);

    private static double Micros(long nanoseconds) => Math.Round(nanoseconds / 1000.0, 2);
}
