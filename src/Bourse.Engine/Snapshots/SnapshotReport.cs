using Bourse.Market;

namespace Bourse.Engine;

/// <summary>The newest snapshot.</summary>
/// <param name="Sequence">Its last command; 0 when there is none.</param>
/// <param name="Time">The exchange's time in it.</param>
/// <param name="Written">When it was written.</param>
/// <param name="Elapsed">What reading the one before, carrying out and writing took; zero when another process did.</param>
public sealed record SnapshotReport(
    long Sequence, Timestamp Time, DateTimeOffset Written, long Bytes, TimeSpan Elapsed);
