using Bourse.Market;

namespace Bourse.Engine;

/// <summary>A snapshot, held against what the orders make.</summary>
/// <param name="Sequence">Its last command; 0 when it cannot be read.</param>
/// <param name="Fault">How it differs, or why it cannot be read; null when it is what it must be.</param>
public sealed record VerifiedSnapshot(string Path, long Sequence, Timestamp Time, string? Fault);
