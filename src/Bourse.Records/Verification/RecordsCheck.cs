namespace Bourse.Records;

/// <summary>What was found when a table was compared with what it must be.</summary>
/// <param name="Rows">Rows that were the same, up to the first difference.</param>
/// <param name="Fault">The first difference; null when there is none.</param>
public sealed record RecordsCheck(string Table, long Rows, string? Fault);
