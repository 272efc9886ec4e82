using Bourse.Market;

namespace Bourse.Benches.Feeds;

/// <summary>A message of a recording, or the answer to a request for an instrument's book.</summary>
/// <param name="SnapshotOf">The venue's name of the instrument whose book it answers with; null for a message.</param>
internal sealed record RecordedInput(byte[] Bytes, Timestamp Time, string? SnapshotOf);
