using Bourse.Feeds.Registry;
using Bourse.Feeds.Venues;
using Bourse.Gateway.Feeds;
using Bourse.Market;

namespace Bourse.Tests.Gateway;

/// <summary>One of everything that can be said of feeds.</summary>
internal static class ExampleFeeds
{
    private static readonly VenueOptions Kraken = new()
    {
        Code = "KRAKEN",
        Name = "Kraken",
        Protocol = "kraken",
        Socket = new Uri("wss://localhost/"),
        Symbols = [new("BTC-USD"), new("ETH-USD"), new("NEW-USD", "NEWUSD")],
    };

    private static readonly VenueOptions Alpaca = Kraken with
    {
        Code = "ALPACA", Name = "Alpaca", Protocol = "alpaca", IsEnabled = false, Symbols = [],
    };

    private static readonly VenueOptions Broken = Alpaca with { Code = "BROKEN", IsEnabled = true };

    public static FeedsReport Report() => new(
        IsLive: true,
        new RegistryRefusal("/etc/venues.json", new Timestamp(2), [new(7, "there is no member 'sokcet'")]),
        [
            new VenueLine(Kraken, null,
            [
                new VenueFeedReport("KRAKEN", "KRAKEN", FeedState.Live, new Timestamp(0), "", 2, 100, 3,
                [
                    new SymbolReport("BTC-USD", "BTC/USD", true, 90, 1, 2, 80, 4, new Timestamp(Timestamp.PerSecond)),
                    new SymbolReport("ETH-USD", "ETH/USD", false, 0, 0, 0, 0, 0, default, "it is not known"),
                ]),
                new VenueFeedReport("KRAKEN-2", "KRAKEN", FeedState.Disconnected, new Timestamp(1), "it went away", 1, 0, 0, []),
            ]),
            new VenueLine(Alpaca, null, []),
            new VenueLine(Broken, "BROKEN: no key", []),
        ],
        [
            new OtherFeed("synthetic", "synthetic", FeedState.Live, 12, null),
            new OtherFeed("csv", "csv", FeedState.Failed, 3, "no such file"),
        ]);
}
