namespace Bourse.Engine;

/// <summary>What checking an exchange's journals and snapshots found.</summary>
/// <param name="Replay">Of all orders from the first.</param>
/// <param name="Snapshots">Each snapshot, the oldest first.</param>
public sealed record ExchangeVerification(ReplayReport Replay, IReadOnlyList<VerifiedSnapshot> Snapshots);
