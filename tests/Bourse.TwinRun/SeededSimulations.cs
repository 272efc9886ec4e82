using System.Diagnostics;
using Bourse.Tests.Exchange;

/// <summary>Simulates the exchange for one seed after the other, until something happens that must not.</summary>
internal static class SeededSimulations
{
    public static int Run(int firstSeed, int seeds, int commands, bool isCounted)
    {
        var (counts, all, clock) = (new SimulationCounts(), Fold.Start, Stopwatch.StartNew());
        for (var seed = firstSeed; seed < firstSeed + seeds; seed++)
        {
            var (violation, hash) = Simulation.Run(seed, commands, counts);
            if (violation is not null)
            {
                Console.WriteLine(violation);
                return 1;
            }

            all = Fold.In(all, hash);
            if (seeds <= 20 || seed % 100 == 0)
                Console.WriteLine($"seed {seed}: {hash:x16}, {counts.Commands:N0} commands in {clock.Elapsed:hh\\:mm\\:ss}");
        }

        if (isCounted)
            Console.WriteLine(counts);
        Console.WriteLine($"{seeds:N0} seeds, {counts.Commands:N0} commands, no violation, hash {all:x16}, {clock.Elapsed:hh\\:mm\\:ss}");
        return 0;
    }
}
