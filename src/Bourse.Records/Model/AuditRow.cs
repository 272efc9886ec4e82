namespace Bourse.Records;

/// <summary>One action of somebody, chained to the one before by its hash.</summary>
public sealed class AuditRow
{
    /// <summary>The audit journal's.</summary>
    public long Sequence { get; init; }

    /// <summary>Nanoseconds since 1970.</summary>
    public long Time { get; init; }

    public required string Actor { get; init; }

    public required string Key { get; init; }

    public required string Address { get; init; }

    public required string CorrelationId { get; init; }

    public required string Action { get; init; }

    public required string Target { get; init; }

    /// <summary>The answer's HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>The orders journal's, of the command that it became; 0 none.</summary>
    public long CommandSequence { get; init; }

    /// <summary>What was before and after, as far as it changed, as JSON; empty where nothing did. Never a secret.</summary>
    public required string Detail { get; init; }

    /// <summary>SHA-256 of the hash before and this entry's bytes.</summary>
    public required byte[] Hash { get; init; }
}
