using System.CommandLine;
using Bourse.Benches;
using Bourse.Engine;
using Bourse.Journal;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>
/// <c>bourse bench exchange</c>: the exchange's state machine under a made-up flow of commands, and the engine around it.
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
        var rate = new Option<int>("--rate")
        {
            Description = "Commands a second that are handed to the engine.",
            DefaultValueFactory = _ => 200_000,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = "For how long.",
            DefaultValueFactory = _ => 5,
        };
        var wait = new Option<WaitStrategy>("--wait")
        {
            Description = "How the engine waits: spin, yield or block.",
            DefaultValueFactory = _ => WaitStrategy.Spin,
        };
        foreach (var number in new[] { commands, rate, seconds })
            CommonOptions.AtLeastOne(number);
        var output = CommonOptions.Output();
        var command = new Command("exchange", "The exchange: commands a second, memory; its engine: latencies, replay.")
        {
            commands, seed, rate, seconds, wait, output,
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
            var perSecond = invocation.GetValue(rate);
            RunEngine(perSecond, invocation.GetValue(seconds), invocation.GetValue(wait), chance)
                .Print(invocation.GetValue(output));
            return ExitCode.Fine;

            void Add(ExchangeReplay run) => report.Add(
                run.Accounts, run.Instruments, run.OpenOrders, Math.Round(run.MillionsPerSecond, 2),
                Math.Round(run.EventsPerCommand, 2), run.Allocated, run.StateMegabytes, Math.Round(run.HashSeconds, 2),
                run.Snapshot.Megabytes, Math.Round(run.Snapshot.WriteSeconds, 2),
                Math.Round(run.Snapshot.ReadSeconds, 2));
        });
        return command;
    }

    private static Report RunEngine(int perSecond, int seconds, WaitStrategy wait, int seed)
    {
        var report = new Report("what", "commands", "K/s", "p50_us", "p99_us", "p99.9_us", "max_us");
        Add("order refused for funds", RiskCheck.Run(accounts: 1_000, instruments: 10, orders: 1_000_000, seed), 0);
        using var run = new EngineRun(wait, seed);
        run.Send(perSecond, Acknowledgement.Journaled, perSecond);
        AddRun("journaled, at a rate", run.Send(perSecond * seconds, Acknowledgement.Journaled, perSecond));
        AddRun("durable, at a rate", run.Send(perSecond * seconds, Acknowledgement.Durable, perSecond));
        AddRun("durable, as many as are taken", run.Send(2_000_000, Acknowledgement.Durable, perSecond: 0));
        var replay = run.Replay();
        report.Add(
            "replayed, compared with the blotter", replay.Commands, Thousands(replay.Commands, replay.Elapsed),
            "", "", "", "");
        return report;

        void AddRun(string what, EngineResult result) =>
            Add(what, result.Latencies, Thousands(result.Commands, result.Elapsed));

        void Add(string what, LatencyHistogram latencies, double thousands) => report.Add(
            what, latencies.Count, thousands, Micros(latencies.Percentile(0.5)), Micros(latencies.Percentile(0.99)),
            Micros(latencies.Percentile(0.999)), Micros(latencies.Max));

        static double Micros(long nanoseconds) => Math.Round(nanoseconds / 1000.0, 2);

        static double Thousands(long commands, TimeSpan elapsed) => Math.Round(commands / elapsed.TotalSeconds / 1_000);
    }
}
