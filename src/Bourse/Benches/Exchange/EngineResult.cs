namespace Bourse.Benches;

/// <summary>How long commands waited for their answers, and all together.</summary>
internal sealed record EngineResult(int Commands, TimeSpan Elapsed, LatencyHistogram Latencies);
