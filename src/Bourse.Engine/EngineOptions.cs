using System.ComponentModel.DataAnnotations;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Matching;

namespace Bourse.Engine;

/// <summary>How commands get to the exchange.</summary>
public sealed record EngineOptions
{
    /// <summary>Commands handed in and not answered yet, at most; one more is refused at once.</summary>
    [Range(16, 1 << 20)]
    public int CommandsMax { get; init; } = 16_384;

    /// <summary>Commands carried out before answers, questions and the disk are looked at again.</summary>
    [Range(1, 1 << 16)]
    public int BatchCommands { get; init; } = 256;

    /// <summary>Questions that wait to be answered, at most; one more is refused at once.</summary>
    [Range(1, 1 << 20)]
    public int QuestionsMax { get; init; } = 4_096;

    /// <summary>
    /// Events that wait for their commands to be on disk, in MiB; beyond that no command is taken until the disk has
    /// caught up.
    /// </summary>
    [Range(1, 1_024)]
    public int PendingMegabytes { get; init; } = 64;

    /// <summary>Client ids that a new exchange remembers at most. One that exists keeps the limit it was founded with.</summary>
    [Range(1, FoundExchange.ClientIdsCeiling)]
    public long ClientIdsMax { get; init; } = 16_000_000;

    /// <summary>Orders resting in one book of a new exchange at most. One that exists keeps its limit.</summary>
    [Range(1, OrderBookOptions.OrdersCeiling)]
    public long BookOrdersMax { get; init; } = 16_000_000;

    /// <summary>When the whole exchange is written to disk.</summary>
    public SnapshotOptions Snapshots { get; init; } = new();

    /// <summary>How the engine's thread waits for commands.</summary>
    public WaitStrategy Wait { get; init; } = WaitStrategy.Block;
}
