namespace Bourse.Gateway.Telemetry;

/// <summary>How a collector is spoken to.</summary>
public enum TelemetryProtocol
{
    /// <summary>Protobuf over HTTP/1.1, to /v1/traces and /v1/metrics.</summary>
    HttpProtobuf,

    Grpc,
}
