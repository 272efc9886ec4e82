using System.CommandLine;
using System.Diagnostics;
using Bourse.Benches;
using Bourse.Journal;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench</c>: measures this machine; the figures in bench/RESULTS.md come from here.</summary>
internal static class BenchCommand
{
    public static Command Create() => new(
        "bench", "Measure this machine. Example: bourse bench tape")
    {
        Tape(), BenchRelayCommand.Create(), BenchRelayCommand.CreateReader(), BenchRecoveryCommand.Create(),
        BenchRecoveryCommand.CreateWriter(), BenchMatchingCommand.Create(), BenchExchangeCommand.Create(),
        BenchFeedsCommand.Create(), BenchFeedLatencyCommand.Create(), BenchFeedLatencyCommand.CreateVenue(),
        BenchFeedLatencyCommand.CreateReader(), BenchApiCommand.Create(),
    };

    private static Command Tape()
    {
        var rows = new Option<long>("--rows") { Description = "Rows to load.", DefaultValueFactory = _ => 4_000_000 };
        var rate = new Option<int>("--rate")
        {
            Description = "Events a second of the latency run.",
            DefaultValueFactory = _ => 100_000,
        };
        var seconds = new Option<int>("--seconds") { Description = "Its length.", DefaultValueFactory = _ => 5 };
        var wait = new Option<WaitStrategy>("--wait")
        {
            Description = "How its threads wait.",
            DefaultValueFactory = _ => WaitStrategy.Block,
        };
        var output = CommonOptions.Output();
        var command = new Command("tape", "Feed bytes to live columns: throughput on one core, then latency by hop.")
        {
            rows, rate, seconds, wait, output,
        };
        command.SetAction(invocation =>
        {
            Throughput(invocation.GetValue(rows)).Print(invocation.GetValue(output));
            using var latency = new TapeLatency(invocation.GetValue(wait));
            latency.Run(invocation.GetValue(rate), TimeSpan.FromSeconds(invocation.GetValue(seconds)));
            var report = new LatencyReport();
            report.Add("scheduled -> ring", latency.ToRing);
            report.Add("ring -> journal -> reader", latency.ToReader);
            report.Add("reader -> columns", latency.ToColumns);
            report.Add("scheduled -> columns", latency.Whole);
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }

    // The first run compiles what the second one measures.
    private static Report Throughput(long rows)
    {
        const int WarmUpRows = 500_000;
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;
        using (var warmUp = new TapeThroughput())
            warmUp.Run(WarmUpRows);
        using var bench = new TapeThroughput();
        var result = bench.Run(rows);
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = (nint)((1L << Environment.ProcessorCount) - 1);
        if (result.Counted != result.Events)
            throw new InvalidOperationException($"{result.Counted} of {result.Events} events arrived.");

        var parsing = result.Elapsed - result.TapeTime - result.ColumnTime;
        var report = new Report("measure", "value");
        report.Add("events", result.Events);
        report.Add("events/s on one core", Math.Round(result.EventsPerSecond));
        report.Add("ns/event, whole", Math.Round(result.NanosecondsPerEvent(result.Elapsed), 1));
        report.Add("ns/event, parse and hand over", Math.Round(result.NanosecondsPerEvent(parsing), 1));
        report.Add("ns/event, ring to journal", Math.Round(result.NanosecondsPerEvent(result.TapeTime), 1));
        report.Add("ns/event, journal to columns", Math.Round(result.NanosecondsPerEvent(result.ColumnTime), 1));
        report.Add("column bytes/event", Math.Round((double)result.ColumnBytes / result.Events, 2));
        report.Add("other bytes allocated/event",
            Math.Round((double)(result.AllocatedBytes - result.ColumnBytes) / result.Events, 3));
        report.Add("collections", result.Collections);
        return report;
    }
}
