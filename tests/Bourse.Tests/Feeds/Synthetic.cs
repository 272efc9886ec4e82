using Bourse.Feeds.Synthetic;
using Bourse.Market;

namespace Bourse.Tests.Feeds;

/// <summary>Synthetic markets as the tests begin them.</summary>
internal static class Synthetic
{
    public static readonly Timestamp Start = Timestamp.Parse("2026-01-05T00:00:00Z");

    public static readonly IReadOnlyList<InstrumentId> Ids =
        [.. Enumerable.Range(1, SyntheticMarket.Symbols.Count).Select(number => new InstrumentId(number))];

    public static SyntheticMarket Market(SyntheticOptions options, Timestamp? start = null) =>
        new(options, start ?? Start, Ids, new SourceId(1));

    public static Price TickOf(int instrument) => SyntheticListing.All[instrument].Tick;
}
