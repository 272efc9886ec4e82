using Bourse.Exchange;

namespace Bourse.Engine;

/// <summary>What is known of a market elsewhere now.</summary>
/// <param name="Version">Another one when anything is known that was not before: a sequence of the tape.</param>
/// <param name="Reference">Without the instrument's number.</param>
public readonly record struct MarketPrices(long Version, SetReference Reference);
