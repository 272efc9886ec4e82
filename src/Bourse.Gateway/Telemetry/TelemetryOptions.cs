using System.ComponentModel.DataAnnotations;

namespace Bourse.Gateway.Telemetry;

/// <summary>Where traces and metrics are sent, and how many.</summary>
public sealed record TelemetryOptions
{
    /// <summary>A collector that speaks OTLP: "http://127.0.0.1:4318". Empty: nothing is traced and nothing is sent.</summary>
    public string Endpoint { get; init; } = "";

    public TelemetryProtocol Protocol { get; init; } = TelemetryProtocol.HttpProtobuf;

    /// <summary>Which part of the requests is traced, 0 to 1; of one whose caller says so in traceparent, all or none.</summary>
    [Range(0.0, 1.0)]
    public double SampledRatio { get; init; } = 0.01;

    /// <summary>How long spans wait to be sent together, in milliseconds.</summary>
    [Range(10, 60_000)]
    public int SpansMillis { get; init; } = 1_000;

    /// <summary>How often metrics are sent, in seconds; 0 never.</summary>
    [Range(0, 3_600)]
    public int MetricsSeconds { get; init; } = 15;

    /// <summary>Spans that wait to be sent, at most; more are dropped.</summary>
    [Range(512, 1_000_000)]
    public int SpansMax { get; init; } = 8_192;

    /// <summary>How long a collector may take for one message, in milliseconds.</summary>
    [Range(10, 60_000)]
    public int SendMillisMax { get; init; } = 2_000;
}
