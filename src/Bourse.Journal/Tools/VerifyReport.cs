namespace Bourse.Journal;

/// <summary>What a full check of a journal found. The counts end before the fault.</summary>
public sealed record VerifyReport
{
    public required int SegmentCount { get; init; }

    public required long RecordCount { get; init; }

    /// <summary>The bytes of headers, records and seals that were checked.</summary>
    public required long CheckedBytes { get; init; }

    public required long FirstSequence { get; init; }

    public required long LastSequence { get; init; }

    /// <summary>Null when every byte is as it should be.</summary>
    public required JournalFault? FirstFault { get; init; }

    public bool IsSound => FirstFault is null;
}
