using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Bourse.Gateway.Metrics;

/// <summary>
/// Listens to the program's own meters and to a chosen few of the framework's, and keeps the latest of each.
/// </summary>
internal sealed class MetricsReader : IDisposable
{
    private const string OwnPrefix = "Bourse.";

    /// <summary>Of the framework's meters, those whose labels are few.</summary>
    public static readonly string[] FrameworkMeters =
    [
        "System.Runtime",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    private readonly ConcurrentDictionary<Instrument, Metric> _metrics = new();
    private readonly Lock _observing = new();
    private readonly MeterListener _listener = new();
    private readonly IMeterFactory _meters;

    /// <param name="meters">Meters made by another factory belong to another host and are left out.</param>
    public MetricsReader(IMeterFactory meters)
    {
        _meters = meters;
        _listener.InstrumentPublished = Publish;
        _listener.MeasurementsCompleted = (instrument, _) => _metrics.TryRemove(instrument, out var _);
        _listener.SetMeasurementEventCallback<double>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, metric) => Record(metric, value, tags));
        _listener.Start();
    }

    /// <summary>Writes every metric with its present values, by name.</summary>
    public void Write(PrometheusText text)
    {
        lock (_observing)
        {
            foreach (var metric in _metrics.Values)
                metric.BeginRound();
            _listener.RecordObservableInstruments();
            text.Write([.. _metrics.Values.OrderBy(metric => metric.Name, StringComparer.Ordinal)]);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static void Record(object? metric, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        ((Metric)metric!).Record(value, tags);

    private void Publish(Instrument instrument, MeterListener listener)
    {
        var meter = instrument.Meter;
        var isWanted = meter.Name.StartsWith(OwnPrefix, StringComparison.Ordinal)
            || FrameworkMeters.Contains(meter.Name);
        if (!isWanted || (meter.Scope is not null && meter.Scope != _meters) || !instrument.GetType().IsGenericType)
            return;
        listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(instrument, made => new Metric(made)));
    }
}
