using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bourse.Tests.Gateway;

public partial class MetricsTests
{
    private const string OwnName = "Bourse.Tests.Metrics";

    [Fact]
    public async Task Every_line_keeps_to_the_grammar_and_each_metric_to_its_kind()
    {
        using var meter = new Meter(OwnName);
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        meter.CreateCounter<long>("bourse.odd name", "{thing}", "A \\ and a\nline").Add(
            3, new KeyValuePair<string, object?>("0 label", "quote \" slash \\ line \n end"));
        meter.CreateHistogram<double>("bourse.test.size").Record(3);
        await gateway.JsonAsync("/api/v1/stocks/BHP/snapshot");
        await gateway.JsonAsync("/api/v1/stocks/NOPE/snapshot", System.Net.HttpStatusCode.NotFound);

        var types = new Dictionary<string, string>();
        var lines = (await gateway.TextAsync("/metrics")).Split('\n');
        Assert.Equal("", lines[^1]);
        foreach (var line in lines[..^1])
        {
            if (TypeLine().Match(line) is { Success: true } type)
                Assert.True(types.TryAdd(type.Groups[1].Value, type.Groups[2].Value), $"{line} comes twice");
            else if (!HelpLine().IsMatch(line))
                Assert.Contains(FamilyOf(line, types), types.Keys);
        }

        Assert.Contains(
            "bourse_odd_name_total{_0_label=\"quote \\\" slash \\\\ line \\n end\"} 3", lines);
        Assert.Contains("# HELP bourse_odd_name_total A \\\\ and a\\nline", lines);
        Assert.All(types, type => Assert.Equal(type.Value == "counter", type.Key.EndsWith("_total", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_histogram_counts_up_from_bucket_to_bucket()
    {
        using var meter = new Meter(OwnName);
        await using var gateway = await RunningGateway.StartAsync();
        var seconds = meter.CreateHistogram("bourse.test.wait", "s", "Waits", null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.5, 1, 2],
        });
        foreach (var value in new[] { 0.25, 0.5, 0.75, 2, 100 })
            seconds.Record(value);
        var lines = Lines(await gateway.TextAsync("/metrics"), "bourse_test_wait_seconds");
        Assert.Equal(
            [
                "bourse_test_wait_seconds_bucket{le=\"0.5\"} 2",
                "bourse_test_wait_seconds_bucket{le=\"1\"} 3",
                "bourse_test_wait_seconds_bucket{le=\"2\"} 4",
                "bourse_test_wait_seconds_bucket{le=\"+Inf\"} 5",
                "bourse_test_wait_seconds_sum 103.5",
                "bourse_test_wait_seconds_count 5",
            ],
            lines);
    }

    [Fact]
    public async Task What_is_observed_is_asked_anew_and_what_is_no_longer_there_is_left_out()
    {
        using var meter = new Meter(OwnName);
        await using var gateway = await RunningGateway.StartAsync();
        string[] feeds = ["csv", "synthetic"];
        meter.CreateObservableGauge("bourse.test.ring", () => feeds.Select(
            feed => new Measurement<int>(feed.Length, new KeyValuePair<string, object?>("feed", feed))), "By");
        Assert.Equal(
            ["bourse_test_ring_bytes{feed=\"csv\"} 3", "bourse_test_ring_bytes{feed=\"synthetic\"} 9"],
            Lines(await gateway.TextAsync("/metrics"), "bourse_test_ring").Order());
        feeds = ["synthetic"];
        Assert.Equal(
            ["bourse_test_ring_bytes{feed=\"synthetic\"} 9"],
            Lines(await gateway.TextAsync("/metrics"), "bourse_test_ring"));
    }

    [Fact]
    public async Task Labels_without_end_are_counted_together()
    {
        using var meter = new Meter(OwnName);
        await using var gateway = await RunningGateway.StartAsync();
        var counter = meter.CreateCounter<long>("bourse.test.labels");
        for (var i = 0; i < 5_000; i++)
            counter.Add(1, new KeyValuePair<string, object?>("i", i));
        var lines = Lines(await gateway.TextAsync("/metrics"), "bourse_test_labels");
        Assert.Equal(1_001, lines.Count);
        Assert.Contains("bourse_test_labels_total{overflow=\"true\"} 4000", lines);
    }

    [Fact]
    public async Task Requests_connections_and_the_runtime_are_measured()
    {
        await using var gateway = await RunningGateway.StartAsync(ExampleMarket.Make());
        await gateway.JsonAsync("/api/v1/stocks/BHP/snapshot");
        await Deadline.UntilAsync(
            async () => (await gateway.TextAsync("/metrics")).Contains(
                "http_route=\"/api/v1/stocks/{symbol}/snapshot\"", StringComparison.Ordinal),
            "the request has been counted under its route");
        var text = await gateway.TextAsync("/metrics");
        Assert.Contains("http_server_request_duration_seconds_bucket{", text);
        Assert.Contains("kestrel_active_connections{", text);
        Assert.Contains("dotnet_gc_collections_total{", text);
        Assert.Contains("dotnet_process_memory_working_set_bytes ", text);
    }

    private static List<string> Lines(string text, string name) =>
        [.. text.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal))];

    private static string FamilyOf(string line, Dictionary<string, string> types)
    {
        var sample = SampleLine().Match(line);
        Assert.True(sample.Success, $"Not a sample: {line}");
        Assert.True(
            sample.Groups["value"].Value is "+Inf" or "-Inf" or "NaN"
            || double.TryParse(sample.Groups["value"].Value, CultureInfo.InvariantCulture, out _),
            line);
        var name = sample.Groups["name"].Value;
        if (types.ContainsKey(name))
            return name;
        return HistogramSuffix().Replace(name, "");
    }

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("^# HELP [a-zA-Z_:][a-zA-Z0-9_:]* [^\\n]+$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("""
        ^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\["\\n])*")*\})? (?<value>\S+)$
        """)]
    private static partial Regex SampleLine();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramSuffix();
}
