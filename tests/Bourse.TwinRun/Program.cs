using System.Diagnostics;
using System.Globalization;
using Bourse.Tests.Exchange;
using Bourse.Tests.Matching;

// Compares the order book, or the exchange, with the naive one for as many random commands as it is told to:
//   dotnet run -c Release --project tests/Bourse.TwinRun -- --commands 100000000 --seed 1
//   dotnet run -c Release --project tests/Bourse.TwinRun -- --exchange --commands 1000000 --seed 1
//   dotnet run -c Release --project tests/Bourse.TwinRun -- --simulate --seeds 1000 --commands 10000 --seed 1
// The last lets the whole exchange run on a machine, a disk and a network full of faults, each seed for so many commands.
// Each round gives every profile of flow the next seed; --profile names one. A difference is printed as a story for
// tests/Bourse.Tests/Matching or Exchange, and the exit code is 1.
if (args.Contains("--simulate"))
    return SeededSimulations.Run(
        (int)Argument("--seed", 1), (int)Argument("--seeds", 1), (int)Argument("--commands", 10_000), args.Contains("--counts"));
var flows = args.Contains("--exchange")
    ? ExchangeProfile.All.Select(profile => new TwinFlow(
        profile.Name, 5_000, (seed, commands) => ExchangeRun.Difference(profile, seed, commands)))
    : FlowProfile.All.Select(profile => new TwinFlow(
        profile.Name, (int)(profile.Weight * 100_000), (seed, commands) => TwinRun.Difference(profile, seed, commands)));
flows = [.. flows.Where(flow => Text("--profile") is not { } name || flow.Name == name)];
var commandsMax = Argument("--commands", 10_000_000);
var seed = (int)Argument("--seed", 1);
var done = flows.ToDictionary(flow => flow.Name, _ => 0L);
var clock = Stopwatch.StartNew();

for (var told = 0L; done.Values.Sum() < commandsMax; seed++)
{
    foreach (var flow in flows)
    {
        var commands = (int)Math.Min(flow.CommandsPerRound, commandsMax - done.Values.Sum());
        if (flow.Difference(seed, commands) is { } difference)
        {
            Console.WriteLine(difference);
            Report();
            return 1;
        }

        done[flow.Name] += commands;
    }

    if (done.Values.Sum() - told < commandsMax / 10)
        continue;
    told = done.Values.Sum();
    Console.WriteLine($"{told:N0} commands, no difference, {clock.Elapsed:mm\\:ss}");
}

Report();
Console.WriteLine("No difference.");
return 0;

void Report()
{
    foreach (var (flow, commands) in done)
        Console.WriteLine($"{flow,-20}{commands,14:N0}");
    Console.WriteLine($"{"all",-20}{done.Values.Sum(),14:N0} commands in {clock.Elapsed:mm\\:ss}, last seed {seed}");
}

long Argument(string name, long otherwise) =>
    Text(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

string? Text(string name)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? null : args[at + 1];
}
