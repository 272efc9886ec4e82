using System.CommandLine;
using Bourse.Benches;
using Bourse.Journal;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench relay</c>: from one process to another, through the mapped journal and through the relay.</summary>
internal static class BenchRelayCommand
{
    private const string ReaderName = "relay-reader";

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Records a second.", DefaultValueFactory = _ => 100_000 };
        var seconds = new Option<int>("--seconds") { Description = "The length of each run.", DefaultValueFactory = _ => 5 };
        var durability = new Option<Durability>("--durability")
        {
            Description = "What the writer's journal promises.",
            DefaultValueFactory = _ => Durability.Interval,
        };
        var output = CommonOptions.Output();
        var command = new Command("relay", "Writer process to reader process: latency at a fixed rate, open loop.")
        {
            rate, seconds, durability, output,
        };
        command.SetAction(invocation =>
        {
            var records = (long)invocation.GetValue(rate) * invocation.GetValue(seconds);
            var report = new LatencyReport();
            foreach (var way in Enum.GetValues<RelayWay>())
                report.Add(RelayLatency.Describe(way), RelayLatency.Measure(
                    way, records, invocation.GetValue(rate), invocation.GetValue(durability), Reader));
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;

        string[] Reader(RelayWay way, string place, long records) =>
            ["bench", ReaderName, way.ToString(), place, records.ToString(System.Globalization.CultureInfo.InvariantCulture)];
    }

    /// <summary>The other process of the benchmark; prints what it measured.</summary>
    public static Command CreateReader()
    {
        var way = new Argument<RelayWay>("way");
        var place = new Argument<string>("place");
        var records = new Argument<long>("records");
        var command = new Command(ReaderName, "The reading process of 'bench relay'.") { way, place, records };
        command.Hidden = true;
        command.SetAction(invocation =>
        {
            var histogram = RelayReading.Run(
                invocation.GetValue(way), invocation.GetValue(place)!, invocation.GetValue(records));
            histogram.WriteTo(Console.Out);
            return ExitCode.Fine;
        });
        return command;
    }
}
