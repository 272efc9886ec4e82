namespace Bourse.Gateway.Metrics;

/// <summary>The kinds of metrics that Prometheus knows and we use.</summary>
internal enum MetricKind
{
    /// <summary>Only ever rises.</summary>
    Counter,

    /// <summary>Rises and falls.</summary>
    Gauge,

    /// <summary>Counts by size.</summary>
    Histogram,
}
