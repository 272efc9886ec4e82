using System.ComponentModel.DataAnnotations;
using Bourse.Market;

namespace Bourse.Feeds.Replay;

/// <summary>Which part of a tape to replay, and how fast.</summary>
public sealed record ReplayOptions
{
    /// <summary>The first record; none means the first of the tape.</summary>
    public long? FromSequence { get; init; }

    /// <summary>The last record; none means the last at the moment when the replay begins.</summary>
    public long? ToSequence { get; init; }

    /// <summary>Nothing from before this time, by <see cref="Clock"/>.</summary>
    public Timestamp? From { get; init; }

    /// <summary>Nothing from this time on, by <see cref="Clock"/>.</summary>
    public Timestamp? To { get; init; }

    public ReplayClock Clock { get; init; }

    /// <summary>"BHP" or "ASX:BHP"; none means everything, what belongs to no instrument included.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>How many seconds of the tape pass in one second of the clock; 0 is as fast as it goes.</summary>
    [Range(0, 1e9)]
    public double Speed { get; init; }
}
