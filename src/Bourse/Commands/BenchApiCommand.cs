using System.CommandLine;
using Bourse.Benches;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench api</c>: the trading interface of a large exchange, from a client in a process of its own.</summary>
internal static class BenchApiCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "Where the exchange is; one that is not there yet is made, and kept.", Required = true,
        };
        var users = Count("--users", "Users, each with a key and an account.", 10_000);
        var instruments = Count("--instruments", "Instruments.", 1_000);
        var orders = Count("--orders", "Orders placed before anything is measured.", 3_000_000);
        var seconds = Count("--seconds", "How long each figure is measured.", 10);
        var rate = Count("--rate", "Orders a second at which latency is measured.", 5_000);
        var seed = new Option<int>("--seed") { Description = "What all is made from.", DefaultValueFactory = _ => 1 };
        var postgres = new Option<string>("--postgresql") { Description = "Keep the records on this server, not in SQLite." };
        var output = CommonOptions.Output();
        var command = new Command(
            "api", "Orders, snapshots, portfolios, searches and alerts over HTTP, open loop. "
            + "Example: bourse bench api --data /tmp/large")
        {
            data, users, instruments, orders, seconds, rate, seed, postgres, output,
        };
        command.SetAction(async (invocation, _) =>
        {
            var bench = new ApiBench(
                invocation.GetValue(data)!, invocation.GetValue(users), invocation.GetValue(instruments),
                invocation.GetValue(seed), invocation.GetValue(postgres));
            var report = await bench.RunAsync(
                invocation.GetValue(orders), invocation.GetValue(seconds), invocation.GetValue(rate));
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        CommonOptions.AtLeastOne(option);
        return option;
    }
}
