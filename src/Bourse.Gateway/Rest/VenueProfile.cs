using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>An instrument's volume profile and what it is of.</summary>
/// <param name="Start">The first time that is in; the least there is where the range has no beginning.</param>
/// <param name="End">The first time that is no longer in; the greatest there is where the range has no end.</param>
/// <param name="Step">How wide a level is; 0 where there is none.</param>
internal readonly record struct VenueProfile(
    InstrumentTicks Ticks, Timestamp Start, Timestamp End, TradedPrices Prices, Price Step, VolumeProfile Profile);
