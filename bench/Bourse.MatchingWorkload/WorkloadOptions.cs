namespace Bourse.MatchingWorkload;

/// <summary>How long a workload is, and how its orders live and end.</summary>
internal sealed record WorkloadOptions
{
    public int Seed { get; init; } = 1;

    public int Messages { get; init; } = 1_000_000;

    /// <summary>Orders that rest at a time, once the book is full: after about five times as many messages.</summary>
    public int LiveOrders { get; init; } = 20_000;

    /// <summary>Of 100 orders that rested, how many end by a cancel; trades end the others.</summary>
    public int CancelledPercent { get; init; } = 95;

    /// <summary>Of 100 messages, how many modify an order.</summary>
    public int ModifiedPercent { get; init; } = 10;

    /// <summary>What the harness calls the workload; all that makes it, but for the seed and the length.</summary>
    public string Scenario => $"overlapping-{LiveOrders}-{CancelledPercent}-{ModifiedPercent}";

    /// <summary>Where the harness looks for it, in the folder from which it is started.</summary>
    public string FileName => $"orders_{Scenario}_s{Seed}_n{Messages}.bin";
}
