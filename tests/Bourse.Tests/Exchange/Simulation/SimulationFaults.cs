namespace Bourse.Tests.Exchange;

/// <summary>
/// What goes wrong in a simulation and how often: different for every seed, so that also rare things meet, and things
/// that would hide others are sometimes away. Shares of packets, of requests, or of ends.
/// </summary>
internal sealed record SimulationFaults
{
    public double Losses { get; init; }

    public double Doubles { get; init; }

    public double Delays { get; init; }

    /// <summary>Of requests: the process ends between two of its steps, or in the middle of one.</summary>
    public double Ends { get; init; }

    /// <summary>Of ends: the machine loses power, instead of the process being killed.</summary>
    public double PowerCuts { get; init; }

    /// <summary>Of starts: a bit has changed on disk meanwhile.</summary>
    public double BitFlips { get; init; }

    /// <summary>Of starts: the start itself does not live to its end.</summary>
    public double EndsOfStarts { get; init; }

    public double FullDisks { get; init; }

    public double FailedSyncs { get; init; }

    public double ClockJumps { get; init; }

    /// <summary>Of turns: the disk gets nothing done.</summary>
    public double SlowDisk { get; init; }

    public static SimulationFaults Of(Random random, bool none)
    {
        return none ? new SimulationFaults() : new SimulationFaults
        {
            Losses = Share(0.1), Doubles = Share(0.1), Delays = Share(0.2), Ends = Share(0.003), PowerCuts = Share(1),
            BitFlips = Share(1), EndsOfStarts = Share(1), FullDisks = Share(0.002), FailedSyncs = Share(0.001),
            ClockJumps = Share(0.02), SlowDisk = Share(0.9),
        };

        double Share(double most) => random.Next(4) == 0 ? 0 : most * random.NextDouble() * random.NextDouble();
    }
}
