using Bourse.Feeds.Alpaca;
using Bourse.Feeds.Binance;
using Bourse.Feeds.Coinbase;
using Bourse.Feeds.Kraken;

namespace Bourse.Feeds.Venues;

/// <summary>The protocols that venues of the registry may speak, by name.</summary>
public static class VenueProtocols
{
    private static readonly Dictionary<string, Func<VenueOptions, VenueProtocol>> ByName = new(StringComparer.Ordinal)
    {
        ["alpaca"] = _ => new AlpacaProtocol(AlpacaLogin.From(Environment.GetEnvironmentVariable), isPacked: false),
        ["alpaca-msgpack"] = _ => new AlpacaProtocol(AlpacaLogin.From(Environment.GetEnvironmentVariable), isPacked: true),
        ["binance"] = venue => new BinanceProtocol(venue, isFutures: false),
        ["binance-futures"] = venue => new BinanceProtocol(venue, isFutures: true),
        ["coinbase"] = venue => new CoinbaseProtocol(venue),
        ["coinbase-advanced"] = venue => new CoinbaseAdvancedProtocol(venue),
        ["kraken"] = venue => new KrakenProtocol(venue),
        ["kraken-v1"] = venue => new KrakenV1Protocol(venue),
    };

    /// <summary>Every name, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <exception cref="FeedException">No protocol has that name, or its options cannot be used.</exception>
    internal static VenueProtocol Create(VenueOptions venue) => ByName.TryGetValue(venue.Protocol, out var create)
        ? create(venue)
        : throw new FeedException($"{venue.Code}: there is no protocol '{venue.Protocol}'; there are {string.Join(", ", Names)}");
}
