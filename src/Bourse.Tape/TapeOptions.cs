using System.ComponentModel.DataAnnotations;
using Bourse.Journal;

namespace Bourse.Tape;

/// <summary>How events get onto the tape.</summary>
public sealed record TapeOptions
{
    /// <summary>Room between one feed and the tape, in KiB; a feed waits when it is full.</summary>
    [Range(64, 1 << 20)]
    public int RingKilobytes { get; init; } = 4096;

    /// <summary>How many message ids are remembered to recognise an event received twice.</summary>
    [Range(1024, 1 << 26)]
    public int DedupMessages { get; init; } = 1 << 18;

    /// <summary>Events taken from one feed before the next feed has its turn.</summary>
    [Range(1, 1 << 16)]
    public int BatchEvents { get; init; } = 256;

    /// <summary>How the tape's thread waits for events.</summary>
    public WaitStrategy Wait { get; init; } = WaitStrategy.Block;

    /// <summary>How many feeds may be open at once.</summary>
    [Range(1, 4096)]
    public int FeedsMax { get; init; } = 256;
}
