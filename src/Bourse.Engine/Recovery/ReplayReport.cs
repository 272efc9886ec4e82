using Bourse.Market;

namespace Bourse.Engine;

/// <summary>What reading the orders journal from its beginning came to.</summary>
/// <param name="Missing">Events that the blotter does not have yet.</param>
/// <param name="StateHash">Of the exchange after the last command.</param>
public sealed record ReplayReport(
    long Commands, long Events, long Missing, int OpenOrders, Timestamp Time, ulong StateHash, TimeSpan Elapsed);
