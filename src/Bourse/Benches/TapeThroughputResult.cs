namespace Bourse.Benches;

/// <summary>What a throughput run took, over all its events.</summary>
internal sealed record TapeThroughputResult
{
    public required long Events { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Of the elapsed time, from the ring onto the journal.</summary>
    public required TimeSpan TapeTime { get; init; }

    /// <summary>Of the elapsed time, from the journal into columns and bars.</summary>
    public required TimeSpan ColumnTime { get; init; }

    public required long AllocatedBytes { get; init; }

    /// <summary>The part of the allocation that is the columns themselves.</summary>
    public required long ColumnBytes { get; init; }

    public required int Collections { get; init; }

    /// <summary>The trades found in the columns afterwards: all of them, or the run counts for nothing.</summary>
    public required long Counted { get; init; }

    public double EventsPerSecond => Events / Elapsed.TotalSeconds;

    public double NanosecondsPerEvent(TimeSpan time) => time.TotalNanoseconds / Events;
}
