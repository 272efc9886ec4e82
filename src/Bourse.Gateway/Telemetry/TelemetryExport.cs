using Bourse.Gateway.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Bourse.Gateway.Telemetry;

/// <summary>
/// Listens to the program's spans and meters and sends them to a collector, on threads of its own. Without a collector
/// nobody listens, and no span is made.
/// </summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string OwnSources = "Bourse.*";

    private readonly TelemetryOptions _options;
    private readonly TracerProvider? _tracer;
    private readonly MeterProvider? _meter;

    /// <exception cref="GatewayException">The endpoint is no address.</exception>
    public TelemetryExport(TelemetryOptions options)
    {
        _options = options;
        if (options.Endpoint.Length == 0)
            return;
        var sampler = new ParentBasedSampler(new TraceIdRatioBasedSampler(options.SampledRatio));
        _tracer = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(Program())
            .SetSampler(sampler)
            .AddSource("Microsoft.AspNetCore", OwnSources)
            .AddProcessor(new BatchActivityExportProcessor(
                new OtlpTraceExporter(Exporter("v1/traces")), options.SpansMax, options.SpansMillis, options.SendMillisMax))
            .Build();
        if (options.MetricsSeconds > 0)
            _meter = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(Program())
                .AddMeter([OwnSources, .. MetricsReader.FrameworkMeters])
                .AddReader(new PeriodicExportingMetricReader(
                    new OtlpMetricExporter(Exporter("v1/metrics")), options.MetricsSeconds * 1_000, options.SendMillisMax))
                .Build();
    }

    /// <summary>Sends what is left, as long as a message may take.</summary>
    public void Dispose()
    {
        _tracer?.Shutdown(_options.SendMillisMax);
        _meter?.Shutdown(_options.SendMillisMax);
        _tracer?.Dispose();
        _meter?.Dispose();
    }

    private static ResourceBuilder Program() => ResourceBuilder.CreateEmpty().AddService(
        "bourse", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version!.ToString(3),
        autoGenerateServiceInstanceId: false, serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}");

    private OtlpExporterOptions Exporter(string path)
    {
        var isSent = Uri.TryCreate(_options.Endpoint.TrimEnd('/') + "/", UriKind.Absolute, out var endpoint)
            && endpoint.Scheme is "http" or "https";
        if (!isSent)
            throw new GatewayException($"'{_options.Endpoint}' is no http or https address of a collector.");
        var isGrpc = _options.Protocol == TelemetryProtocol.Grpc;
        return new OtlpExporterOptions
        {
            Endpoint = isGrpc ? endpoint! : new Uri(endpoint!, path),
            Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = _options.SendMillisMax,
        };
    }
}
