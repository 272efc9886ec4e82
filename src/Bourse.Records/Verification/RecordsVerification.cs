namespace Bourse.Records;

/// <summary>What a look at all records has found.</summary>
/// <param name="BlotterSequence">How far the blotter is in the records; they are compared up to there.</param>
/// <param name="BlotterBehind">Records of the blotter that are not in them yet.</param>
public sealed record RecordsVerification(
    AuditChain Chain, long BlotterSequence, long BlotterBehind, long AuditSequence, long AuditBehind,
    IReadOnlyList<RecordsCheck> Checks)
{
    /// <summary>The first thing that is wrong; null when nothing is.</summary>
    public string? Fault => Chain.Fault is { } broken
        ? $"the chain of the audit is broken: {broken}"
        : Checks.FirstOrDefault(check => check.Fault is not null)?.Fault;
}
