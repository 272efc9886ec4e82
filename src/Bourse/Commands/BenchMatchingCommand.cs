using System.CommandLine;
using System.Diagnostics;
using Bourse.Benches;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench matching</c>: order books under a made-up flow of commands, on one core.</summary>
internal static class BenchMatchingCommand
{
    private const int ManyBooks = 1000;
    private const int BurstMean = 4;

    public static Command Create()
    {
        var books = new Option<int?>("--books") { Description = "Books; 1, then 1000 when not given." };
        var commands = new Option<int>("--commands")
        {
            Description = "Commands of each flow.",
            DefaultValueFactory = _ => 10_000_000,
        };
        var seed = new Option<int>("--seed") { Description = "What flows are made from.", DefaultValueFactory = _ => 1 };
        var output = CommonOptions.Output();
        CommonOptions.AtLeastOne(books);
        CommonOptions.AtLeastOne(commands);
        var command = new Command("matching", "Order books on one core: throughput, latency, memory, growth.")
        {
            books, commands, seed, output,
        };
        command.SetAction(invocation =>
        {
            StayOnOneCore();
            var (length, chance) = (invocation.GetValue(commands), invocation.GetValue(seed));
            var options = new FlowOptions { Commands = length, Seed = chance };
            int[] sizes = invocation.GetValue(books) is { } given ? [given] : [1, ManyBooks];
            Flows(sizes, options).Print(invocation.GetValue(output));
            Books(options.Seed).Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }

    private static Report Flows(int[] sizes, FlowOptions options)
    {
        var report = new Report(
            "flow", "orders", "trades", "M commands/s", "M/s to a ring", "p50_ns", "p99_ns", "p99.9_ns", "p99.99_ns",
            "allocated_bytes");
        foreach (var books in sizes)
            foreach (var burst in books == 1 ? [BurstMean] : new[] { BurstMean, 1 })
            {
                var result = FlowResult.Of(MatchingFlow.Make(options with
                {
                    Books = books,
                    LiveOrders = FlowOptions.LiveOrdersFor(books),
                    BurstMean = burst,
                }));
                object?[] latencies = [.. result.Percentiles.Cast<object?>()];
                report.Add([
                    Name(books, burst), result.Live, result.Trades, Math.Round(result.MillionsPerSecond, 2),
                    Math.Round(result.MillionsPerSecondToRing, 2), .. latencies, result.Allocated,
                ]);
            }

        return report;
    }

    private static string Name(int books, int burst) =>
        books == 1 ? "1 book" : $"{books} books, in " + (burst == 1 ? "turn" : "bursts");

    private static Report Books(int seed)
    {
        var report = new Report("measure", "value");
        report.Add("ns, the clock's own part of each latency", ClockCost.Measure().Percentile(0.5));
        report.Add("bytes of an empty book", BookWeight.PerEmptyBook());
        foreach (var books in new[] { ManyBooks, 5 * ManyBooks })
            report.Add($"MB of {books} books of 300 orders", BookWeight.OfLiveBooks(books, seed) >> 20);
        Add("a million prices a side", BookGrowth.OverWidePrices(seed));
        Add("a rising price", BookGrowth.OfRisingPrice());
        return report;

        void Add(string name, BookGrowth growth)
        {
            report.Add($"µs, longest of a million orders at {name}", growth.LongestInRound / 1000);
            report.Add("µs, the same, each at its quickest of 5 rounds", growth.LongestInEveryRound / 1000);
            report.Add(
                "µs, the collector's pauses in a round, at most",
                Math.Round(growth.CollectorPaused.TotalMicroseconds));
        }
    }

    private static void StayOnOneCore()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;
    }
}
