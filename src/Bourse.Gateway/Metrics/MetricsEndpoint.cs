using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Metrics;

/// <summary>The program's counters for a Prometheus server.</summary>
internal sealed class MetricsEndpoint(MetricsReader metrics)
{
    public static readonly Operation Operation = new("getMetrics", "/metrics", "Counters for Prometheus")
    {
        Description = "Prometheus' text form, version 0.0.4.",
        Tag = "Operation",
        ContentType = "text/plain",
        Problems = [400, 429],
    };

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        metrics.Write(new PrometheusText(context.Response.BodyWriter));
        return Task.CompletedTask;
    }
}
