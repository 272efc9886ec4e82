using Bourse.Market;

namespace Bourse.Engine;

/// <summary>What carrying out the orders again came to.</summary>
/// <param name="Missing">Events that the blotter does not have yet.</param>
/// <param name="StateHash">Of the exchange after the last command.</param>
public sealed record ReplayReport(
    long Commands, long Events, long Missing, int OpenOrders, Timestamp Time, ulong StateHash, TimeSpan Elapsed)
{
    /// <summary>The sequence of the snapshot after which it began; 0 when it began with the first command.</summary>
    public long AfterSnapshot { get; init; }

    /// <summary>Snapshots that were passed over.</summary>
    public IReadOnlyList<RefusedSnapshot> RefusedSnapshots { get; init; } = [];
}
