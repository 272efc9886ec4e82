namespace Bourse.Records;

/// <summary>How far a reader of a journal is: stored in the transaction that stores what it read.</summary>
public sealed class ReaderRow
{
    /// <summary>"blotter", "audit", "alerts".</summary>
    public required string Name { get; init; }

    /// <summary>The last sequence that is in the records.</summary>
    public long Sequence { get; set; }
}
