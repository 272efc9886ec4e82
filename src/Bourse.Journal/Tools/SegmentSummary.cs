namespace Bourse.Journal;

/// <summary>One segment as its file shows it. Sequences, times and bytes are 0 when the fault hides them.</summary>
public sealed record SegmentSummary
{
    public required string File { get; init; }

    public required long FirstSequence { get; init; }

    /// <summary>One less than the first when the segment holds no record.</summary>
    public long LastSequence { get; init; }

    /// <summary>The time of the first record, in nanoseconds since the Unix epoch.</summary>
    public long FirstTime { get; init; }

    public long LastTime { get; init; }

    /// <summary>The size of the file, all of it reserved.</summary>
    public int SegmentBytes { get; init; }

    /// <summary>Header, records and seal.</summary>
    public int UsedBytes { get; init; }

    /// <summary>How many of the bytes were promised to be on disk.</summary>
    public int DurableBytes { get; init; }

    public bool IsSealed { get; init; }

    /// <summary>When the segment was made, in nanoseconds since the Unix epoch.</summary>
    public long CreatedNanos { get; init; }

    /// <summary>Why the segment cannot be read to its end; null when it can.</summary>
    public string? Fault { get; init; }
}
