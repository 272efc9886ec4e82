using System.Diagnostics.Metrics;

namespace Bourse.Gateway.Metrics;

/// <summary>What the gateway counts of itself, besides what the framework counts of every request.</summary>
internal sealed class GatewayMeter : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _refusedRequests;

    /// <param name="meters">The gateway's own, so that two gateways of one process count apart.</param>
    public GatewayMeter(IMeterFactory meters)
    {
        _meter = meters.Create("Bourse.Gateway");
        _refusedRequests = _meter.CreateCounter<long>(
            "bourse.gateway.requests.refused", "{request}", "Requests answered with 429.");
        _refusedRequests.Add(0);
    }

    public void CountRefusedRequest() => _refusedRequests.Add(1);

    public void Dispose() => _meter.Dispose();
}
