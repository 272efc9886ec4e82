using System.Diagnostics.Metrics;
using Bourse.Gateway.Rest;

namespace Bourse.Gateway.Metrics;

/// <summary>What the gateway counts of itself, besides what the framework counts of every request.</summary>
internal sealed class GatewayMeter : IDisposable
{
    private readonly Meter _meter;
    private static readonly string[] StatusClasses = ["1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Counter<long> _refusedRequests;
    private readonly Histogram<double> _requests;

    /// <param name="meters">The gateway's own, so that two gateways of one process count apart.</param>
    public GatewayMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Bourse.Gateway");
        _refusedRequests = _meter.CreateCounter<long>(
            "bourse.gateway.requests.refused", "{request}", "Requests answered with 429.");
        _refusedRequests.Add(0);
        _requests = _meter.CreateHistogram<double>(
            "bourse.gateway.request.duration", "s", "From a request's first line to the end of its answer, by operation.");
    }

    /// <param name="operation">Null for what is no operation: pages, sockets, paths that are not served.</param>
    public void CountRequest(Operation? operation, int status, TimeSpan took) => _requests.Record(
        took.TotalSeconds,
        new KeyValuePair<string, object?>("operation", operation?.Id ?? "none"),
        new KeyValuePair<string, object?>("status", StatusClasses[Math.Clamp(status / 100, 1, 5) - 1]));

    public void CountRefusedRequest() => _refusedRequests.Add(1);

    public void Dispose() => _meter.Dispose();
}
