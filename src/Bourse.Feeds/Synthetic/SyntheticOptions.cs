using System.ComponentModel.DataAnnotations;

namespace Bourse.Feeds.Synthetic;

/// <summary>The market that Bourse makes up, so that something is always alive. It says so on every event.</summary>
public sealed record SyntheticOptions
{
    public bool IsEnabled { get; init; } = true;

    /// <summary>The same seed, start and settings make the same events, byte for byte.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;

    /// <summary>Trades, quotes and book updates of all instruments together, on average over a day.</summary>
    [Range(0.1, 10_000_000)]
    public double EventsPerSecond { get; init; } = 50;

    /// <summary>About how many levels each side of a book has.</summary>
    [Range(10, 50)]
    public int Levels { get; init; } = 15;

    /// <summary>The time between two snapshots of a book.</summary>
    [Range(1, 86_400)]
    public int SnapshotSeconds { get; init; } = 60;

    /// <summary>False makes events as fast as the tape takes them, for benchmarks: their times run ahead.</summary>
    public bool IsPaced { get; init; } = true;

    /// <summary>Further behind the clock (the machine slept), the market begins anew and does not catch up.</summary>
    [Range(1, 3_600)]
    public int BehindSecondsMax { get; init; } = 5;
}
