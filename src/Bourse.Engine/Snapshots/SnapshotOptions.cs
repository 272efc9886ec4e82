using System.ComponentModel.DataAnnotations;

namespace Bourse.Engine;

/// <summary>When the whole exchange is written to disk, so that a start need not read all orders.</summary>
public sealed record SnapshotOptions
{
    /// <summary>Where snapshots lie; empty: there are none, and a start reads all orders.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Commands after which the next one is written; 0 however many there are.</summary>
    [Range(0, 1_000_000_000)]
    public long EveryCommands { get; init; } = 1_000_000;

    /// <summary>Minutes after which the next one is written if there were commands; 0 however many pass.</summary>
    [Range(0, 10_080)]
    public int EveryMinutes { get; init; } = 60;

    /// <summary>Write one at a clean stop.</summary>
    public bool AtStop { get; init; } = true;

    /// <summary>The newest that are kept.</summary>
    [Range(1, 1_000)]
    public int Kept { get; init; } = 3;
}
