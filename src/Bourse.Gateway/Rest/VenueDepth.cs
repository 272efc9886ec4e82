using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Rest;

/// <summary>The book of one venue over a period.</summary>
/// <param name="Times">The moments of its columns; none where the venue has sent nothing since the start.</param>
/// <param name="History">Null where there was never any price.</param>
internal readonly record struct VenueDepth(
    InstrumentTicks Ticks, IReadOnlyList<Timestamp> Times, DepthHistory? History);
