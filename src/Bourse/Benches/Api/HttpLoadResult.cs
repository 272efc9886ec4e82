namespace Bourse.Benches;

/// <summary>What came of requests: how many had which status, and how long each took from when it was due.</summary>
internal sealed record HttpLoadResult(
    long Requests, TimeSpan Elapsed, LatencyHistogram Latencies, IReadOnlyDictionary<int, long> Statuses)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;
}
