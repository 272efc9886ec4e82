namespace Bourse.Journal;

/// <summary>What a writer found and mended when it opened a journal.</summary>
public sealed record RecoveryReport
{
    /// <summary>The segments of the journal as it is now.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>How many of them had to be read record by record.</summary>
    public required int ScannedSegmentCount { get; init; }

    public required long FirstSequence { get; init; }

    /// <summary>The last record that was kept; all records up to it are durable now.</summary>
    public required long LastSequence { get; init; }

    /// <summary>The bytes of a torn tail that were cut: from its first to its last that was not zero.</summary>
    public required long CutBytes { get; init; }

    /// <summary>The file that was cut; null when none was.</summary>
    public required string? CutFile { get; init; }

    /// <summary>Where it was cut, in bytes from the start of the file.</summary>
    public required long CutOffset { get; init; }

    /// <summary>Segments whose seal was lost and could be written again.</summary>
    public required int SealedSegmentCount { get; init; }

    /// <summary>Segments without any record that were left by a crash in the middle of a roll, and removed.</summary>
    public required int RemovedSegmentCount { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public bool IsClean => CutBytes == 0 && SealedSegmentCount == 0 && RemovedSegmentCount == 0;
}
