namespace Bourse.Journal;

/// <summary>What was cut from a journal.</summary>
public sealed record TruncationReport
{
    /// <summary>The last sequence that remains.</summary>
    public required long LastSequence { get; init; }

    /// <summary>The segments that were removed whole.</summary>
    public required int RemovedSegmentCount { get; init; }

    /// <summary>The bytes that were cut from the segment that is now the last.</summary>
    public required long CutBytes { get; init; }

    /// <summary>The folder that holds whole copies of every file as it was; null when nothing had to be cut.</summary>
    public required string? BackupDirectory { get; init; }
}
