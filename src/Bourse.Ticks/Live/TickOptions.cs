using System.ComponentModel.DataAnnotations;

namespace Bourse.Ticks;

/// <summary>How much of the tape is kept in memory.</summary>
public sealed record TickOptions
{
    /// <summary>
    /// The most that columns, bars and books take, in MiB. Above it the oldest chunks are dropped, and every answer
    /// says since when it is complete.
    /// </summary>
    [Range(16, 1 << 20)]
    public int MemoryMegabytes { get; init; } = 8192;

    internal long MemoryBytes => (long)MemoryMegabytes << 20;
}
