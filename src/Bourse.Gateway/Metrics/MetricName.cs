using System.Diagnostics.Metrics;
using System.Text;

namespace Bourse.Gateway.Metrics;

/// <summary>Instruments' names as Prometheus writes them, by the rules OpenTelemetry gives for it.</summary>
internal static class MetricName
{
    private const string CountSuffix = "_count";

    /// <summary>"http.server.request.duration" in "s" becomes "http_server_request_duration_seconds".</summary>
    public static string Of(Instrument instrument, MetricKind kind)
    {
        var name = Sanitized(instrument.Name, isLabel: false);
        var unit = Unit(instrument.Unit);
        if (unit.Length > 0 && !name.EndsWith("_" + unit, StringComparison.Ordinal))
            name += "_" + unit;
        if (kind == MetricKind.Counter)
            return name.EndsWith("_total", StringComparison.Ordinal) ? name : name + "_total";
        // What ends in _count is taken for a part of a histogram.
        return name.EndsWith(CountSuffix, StringComparison.Ordinal) ? name[..^CountSuffix.Length] + "_number" : name;
    }

    public static string OfLabel(string tag) => Sanitized(tag, isLabel: true);

    private static string Unit(string? unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "By" => "bytes",
        "%" => "percent",
        "1" => "ratio",
        null => "",
        _ when unit.StartsWith('{') => "",
        _ => Sanitized(unit, isLabel: false),
    };

    private static string Sanitized(string name, bool isLabel)
    {
        var result = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            var isAllowed = char.IsAsciiLetterOrDigit(c) || c == '_' || (c == ':' && !isLabel);
            if (result.Length == 0 && char.IsAsciiDigit(c))
                result.Append('_');
            result.Append(isAllowed ? c : '_');
        }

        return result.Length == 0 ? "_" : result.ToString();
    }
}
