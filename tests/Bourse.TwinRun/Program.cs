using System.Diagnostics;
using System.Globalization;
using Bourse.Tests.Matching;

// Compares the order book with the naive one for as many random commands as it is told to:
//   dotnet run -c Release --project tests/Bourse.TwinRun -- --commands 100000000 --seed 1
// Each round gives every profile of flow the next seed. A difference is printed as a story for tests/Bourse.Tests/Matching,
// and the exit code is 1.
const int CommandsPerRound = 100_000;
var commandsMax = Argument("--commands", 10_000_000);
var seed = (int)Argument("--seed", 1);
var done = FlowProfile.All.ToDictionary(profile => profile.Name, _ => 0L);
var clock = Stopwatch.StartNew();

for (var told = 0L; done.Values.Sum() < commandsMax; seed++)
{
    foreach (var profile in FlowProfile.All)
    {
        var commands = (int)Math.Min(profile.Weight * CommandsPerRound, commandsMax - done.Values.Sum());
        if (TwinRun.Difference(profile, seed, commands) is { } difference)
        {
            Console.WriteLine(difference);
            Report();
            return 1;
        }

        done[profile.Name] += commands;
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
    foreach (var (profile, commands) in done)
        Console.WriteLine($"{profile,-16}{commands,14:N0}");
    Console.WriteLine($"{"all",-16}{done.Values.Sum(),14:N0} commands in {clock.Elapsed:mm\\:ss}, last seed {seed}");
}

long Argument(string name, long otherwise)
{
    var at = Array.IndexOf(args, name);
    return at < 0 ? otherwise : long.Parse(args[at + 1], CultureInfo.InvariantCulture);
}
