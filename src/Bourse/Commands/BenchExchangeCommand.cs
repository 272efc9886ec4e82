using System.CommandLine;
using Bourse.Benches;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>
/// <c>bourse bench exchange</c>: the exchange's state machine under a made-up flow of commands, on one thread.
/// </summary>
internal static class BenchExchangeCommand
{
    public static Command Create()
    {
        var commands = new Option<int>("--commands")
        {
            Description = "Commands of each flow; the second half is measured.",
            DefaultValueFactory = _ => 4_000_000,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "What flows are made from.",
            DefaultValueFactory = _ => 1,
        };
        var output = CommonOptions.Output();
        var command = new Command("exchange", "The exchange on one thread: commands a second, memory.")
        {
            commands, seed, output,
        };
        command.SetAction(invocation =>
        {
            var (length, chance) = (invocation.GetValue(commands), invocation.GetValue(seed));
            var report = new Report(
                "accounts", "instruments", "open orders", "M commands/s", "events/command", "allocated_bytes",
                "state_MB", "hash_s", "snapshot_MB", "write_s", "read_s");
            Add(ExchangeReplay.Run(accounts: 1_000, instruments: 10, resting: 20_000, length, chance));
            Add(ExchangeReplay.Run(accounts: 50_000, instruments: 5_000, resting: 1_000_000, length, chance));
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;

            void Add(ExchangeReplay run) => report.Add(
                run.Accounts, run.Instruments, run.OpenOrders, Math.Round(run.MillionsPerSecond, 2),
                Math.Round(run.EventsPerCommand, 2), run.Allocated, run.StateMegabytes, Math.Round(run.HashSeconds, 2),
                run.Snapshot.Megabytes, Math.Round(run.Snapshot.WriteSeconds, 2),
                Math.Round(run.Snapshot.ReadSeconds, 2));
        });
        return command;
    }
}
