using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Bourse.Tests.Nodes;

/// <summary>docs/metrics.md beside what the program measures of itself, and how many series that can be.</summary>
public sealed partial class MetricsDocumentTests
{
    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_lists_every_metric_with_its_kind_and_meaning_and_no_other()
    {
        await using var node = await RunningNode.StartAsync(options => options with
        {
            Bots = options.Bots with { IsEnabled = true },
        });
        using (await node.Operator.GetAsync("/health", Stopping))
        {
            var shown = HeadOf(await node.Operator.GetStringAsync("/metrics", Stopping));
            var rows = Row().Matches(await File.ReadAllTextAsync(Checkout.PathOf("docs/metrics.md"), Stopping))
                .Select(row => $"{row.Groups["name"]} ({row.Groups["kind"]}): {row.Groups["meaning"]}");
            Assert.Equal(string.Join('\n', shown), string.Join('\n', rows.Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public async Task Prometheus_own_tool_finds_no_fault_in_the_form()
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(tool is null, "promtool, which comes with Prometheus, is not on this machine.");
        await using var node = await RunningNode.StartAsync();
        using var check = Process.Start(new ProcessStartInfo(tool!, ["check", "metrics"])
        {
            RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true,
        })!;
        await check.StandardInput.WriteAsync(await node.Operator.GetStringAsync("/metrics", Stopping));
        check.StandardInput.Close();
        var said = await check.StandardOutput.ReadToEndAsync(Stopping) + await check.StandardError.ReadToEndAsync(Stopping);
        await check.WaitForExitAsync(Stopping);
        // 3: it would name some otherwise.
        Assert.True(check.ExitCode is 0 or 3, said);
    }

    [Fact]
    public async Task The_document_names_every_label()
    {
        await using var node = await RunningNode.StartAsync();
        using (await node.Operator.GetAsync("/nowhere", Stopping))
        {
            var document = await File.ReadAllTextAsync(Checkout.PathOf("docs/metrics.md"), Stopping);
            var labels = Row().Matches(document).ToDictionary(row => row.Groups["name"].Value, row => row.Groups["labels"].Value);
            foreach (Match sample in Sample().Matches(await node.Operator.GetStringAsync("/metrics", Stopping)))
                foreach (Match label in Label().Matches(sample.Groups["labels"].Value))
                    if (label.Groups[1].Value != "le")
                        Assert.Contains($"`{label.Groups[1].Value}`", labels[HistogramPart().Replace(sample.Groups["name"].Value, "")]);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public async Task However_odd_the_paths_there_are_only_so_many_series(int seed)
    {
        var random = new Random(seed);
        string[] methods = ["GET", "POST", "PUT", "BREW", "PATCH", "X" + seed];
        await using var node = await RunningNode.StartAsync();
        for (var i = 0; i < 500; i++)
        {
            var path = random.Next(3) switch
            {
                0 => $"/api/v1/stocks/{random.Next()}/trades?limit={random.Next()}",
                1 => $"/v1/orders/{random.NextInt64()}",
                _ => $"/{random.Next():x}/{random.Next():x}",
            };
            using var request = new HttpRequestMessage(new HttpMethod(methods[random.Next(methods.Length)] + (i % 7 == 0 ? i : "")), path);
            using var answer = await node.Operator.SendAsync(request, Stopping);
        }

        var text = await node.Operator.GetStringAsync("/metrics", Stopping);
        var perMetric = Sample().Matches(text).Where(sample => !sample.Groups["labels"].Value.Contains("le=", StringComparison.Ordinal))
            .CountBy(sample => sample.Groups["name"].Value);
        Assert.All(perMetric, metric => Assert.InRange(metric.Value, 1, 60));
    }

    private static IEnumerable<string> HeadOf(string exposition) => Head().Matches(exposition)
        .Select(head => $"{head.Groups["name"]} ({head.Groups["kind"]}): {head.Groups["meaning"]}")
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"# HELP (?<name>bourse_\S+) (?<meaning>.*)\n# TYPE \S+ (?<kind>\w+)")]
    private static partial Regex Head();

    [GeneratedRegex(@"^\| `(?<name>bourse_\w+)` \| (?<kind>\w+) \| (?<labels>[^|]*) \| (?<meaning>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<name>bourse_\w+)(?:\{(?<labels>.*)\})? \S+$", RegexOptions.Multiline)]
    private static partial Regex Sample();

    [GeneratedRegex("([a-z_]+)=\"")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
