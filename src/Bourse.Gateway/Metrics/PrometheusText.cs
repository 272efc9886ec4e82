using System.Buffers;
using System.Globalization;
using System.Text;

namespace Bourse.Gateway.Metrics;

/// <summary>Writes metrics in Prometheus' text form, version 0.0.4.</summary>
internal sealed class PrometheusText(IBufferWriter<byte> output)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Metrics of one name (a meter's, made twice) share their head, as the form demands.</summary>
    public void Write(IReadOnlyList<Metric> metrics)
    {
        string? headed = null;
        foreach (var metric in metrics)
        {
            if (metric.Name != headed)
                WriteHead(metric);
            headed = metric.Name;
            foreach (var series in metric.All)
                Write(metric, series);
            Flush();
        }
    }

    private void WriteHead(Metric metric)
    {
        var kind = metric.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Gauge => "gauge",
            _ => "histogram",
        };
        _text.Append("# HELP ").Append(metric.Name).Append(' ').Append(EscapedHelp(metric.Help)).Append('\n');
        _text.Append("# TYPE ").Append(metric.Name).Append(' ').Append(kind).Append('\n');
    }

    private void Write(Metric metric, Series series)
    {
        if (metric.Kind != MetricKind.Histogram)
        {
            WriteLine(metric.Name, "", series, null, series.Value);
            return;
        }

        long count = 0;
        for (var bucket = 0; bucket <= series.Bounds.Length; bucket++)
        {
            count += series.CountIn(bucket);
            var bound = bucket < series.Bounds.Length ? series.Bounds[bucket] : double.PositiveInfinity;
            WriteLine(metric.Name, "_bucket", series, bound, count);
        }

        WriteLine(metric.Name, "_sum", series, null, series.Value);
        WriteLine(metric.Name, "_count", series, null, count);
    }

    private void WriteLine(string name, string suffix, Series series, double? bound, double value)
    {
        _text.Append(name).Append(suffix);
        var separator = '{';
        foreach (var (tag, tagValue) in series.Tags)
        {
            _text.Append(separator).Append(MetricName.OfLabel(tag)).Append("=\"");
            _text.Append(EscapedValue(LabelOf(tagValue))).Append('"');
            separator = ',';
        }

        if (bound is { } upper)
        {
            _text.Append(separator).Append("le=\"").Append(Number(upper)).Append('"');
            separator = ',';
        }

        if (separator == ',')
            _text.Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private void Flush()
    {
        foreach (var chunk in _text.GetChunks())
            Encoding.UTF8.GetBytes(chunk.Span, output);
        _text.Clear();
    }

    private static string LabelOf(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        double.NaN => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string EscapedHelp(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string EscapedValue(string text) =>
        EscapedHelp(text).Replace("\"", "\\\"", StringComparison.Ordinal);
}
