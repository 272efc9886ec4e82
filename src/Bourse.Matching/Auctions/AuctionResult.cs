using Bourse.Market;

namespace Bourse.Matching;

/// <summary>
/// What an auction executes, or would: <see cref="Quantity"/> lots at <see cref="Price"/>, and what the side with the
/// surplus leaves over at that price. A quantity of 0: nothing crosses and the price means nothing.
/// </summary>
public readonly record struct AuctionResult(long Price, long Quantity, long Surplus, Side SurplusSide);
