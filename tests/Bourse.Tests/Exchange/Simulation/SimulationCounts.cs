namespace Bourse.Tests.Exchange;

/// <summary>What happened in a simulation, so that nobody believes in faults that never came.</summary>
internal sealed class SimulationCounts
{
    public long Commands { get; set; }
    public long Kills { get; set; }
    public long PowerCuts { get; set; }
    public long DeathsInAStep { get; set; }
    public long DeathsOfStarts { get; set; }
    public long TornRecords { get; set; }
    public long BitFlips { get; set; }
    public long BitFlipsRefused { get; set; }
    public long CutsByOperator { get; set; }
    public long UndoneByPower { get; set; }
    public long FullDisks { get; set; }
    public long FailedSyncs { get; set; }
    public long ClockJumps { get; set; }
    public long Lost { get; set; }
    public long Doubled { get; set; }
    public long AskedAgain { get; set; }
    public long TurnedAway { get; set; }
    public long Unsure { get; set; }
    public long Reads { get; set; }
    public long Snapshots { get; set; }
    public long SpoiltSnapshots { get; set; }

    public void Add(SimulationCounts other)
    {
        foreach (var count in typeof(SimulationCounts).GetProperties())
            count.SetValue(this, (long)count.GetValue(this)! + (long)count.GetValue(other)!);
    }

    public override string ToString() =>
        string.Join('\n', typeof(SimulationCounts).GetProperties().Select(count => $"{count.Name,-18}{count.GetValue(this),14:N0}"));
}
