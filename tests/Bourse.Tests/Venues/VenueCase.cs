using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Venues;

/// <summary>A recording, who speaks it, and the instruments in it: canonical names to the venue's.</summary>
internal sealed record VenueCase(
    string Protocol, VenueTongue Tongue, IReadOnlyList<string> Recordings, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>Ticks and lots, where the recording does not tell them.</summary>
    public (string Tick, string Lot)? Steps { get; init; }

    public int Depth { get; init; }

    public static VenueCase Of(string name) => name switch
    {
        "coinbase" => new VenueCase(
            name, VenueTongue.Coinbase, ["coinbase/COINBASE.ws.28.0.gz"], Same(
                "SKL-USD", "SKL-BTC", "BAND-GBP", "NMR-EUR", "BAND-BTC", "YFI-BTC", "DASH-BTC", "NU-GBP", "CRV-EUR", "SKL-GBP")),
        "coinbase-advanced" => new VenueCase(
            name, VenueTongue.CoinbaseAdvanced, ["coinbase/COINBASE_ADVANCED_2026.jsonl.gz"], Same("BTC-USD", "ETH-USD")),
        "binance" => new VenueCase(
            name, VenueTongue.Binance, ["binance/BINANCE.0.gz", "binance/BINANCE.http.0.0.gz", "binance/BINANCE.ws.1.0.gz"],
            Joined("NKN-USDT", "BLZ-ETH", "LRC-BTC", "RUNE-EUR")),
        "binance-futures" => new VenueCase(
            name, VenueTongue.Binance,
            ["binance/BINANCE_FUTURES.0.gz", "binance/BINANCE_FUTURES.http.0.0.gz", "binance/BINANCE_FUTURES.ws.1.0.gz"],
            Joined("SUSHI-USDT", "AKRO-USDT", "KEEP-USDT", "CTK-USDT")),
        "kraken-v1" => new VenueCase(
            name, VenueTongue.KrakenV1, ["kraken/KRAKEN.0.gz", "kraken/KRAKEN.ws.50.0.gz"], new Dictionary<string, string>
            {
                ["WAVES-EUR"] = "WAVES/EUR", ["XMR-USD"] = "XMR/USD", ["KSM-BTC"] = "KSM/XBT", ["GRT-ETH"] = "GRT/ETH",
                ["SC-EUR"] = "SC/EUR", ["ETH-CHF"] = "ETH/CHF", ["OCEAN-BTC"] = "OCEAN/XBT", ["OMG-USD"] = "OMG/USD",
                ["BTC-CHF"] = "XBT/CHF", ["ADA-BTC"] = "ADA/XBT",
            })
        { Depth = 1000 },
        "kraken" => new VenueCase(
            name, VenueTongue.KrakenV2, ["kraken/KRAKEN_V2_BOOK10_2023.jsonl.gz"],
            new Dictionary<string, string> { ["BTC-USD"] = "BTC/USD" })
        { Steps = ("0.1", "0.00000001"), Depth = 10 },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such recording."),
    };

    /// <summary>A server that begins when all books are subscribed to.</summary>
    public VenueScript Script(params Misbehaviour[] misbehaviours) => new()
    {
        Tongue = Tongue, Recordings = Recordings, StartsAfter = Names.Count, Misbehaviours = misbehaviours,
    };

    /// <summary>The real adapter's options: only the address is the test server's.</summary>
    public VenueOptions Options(RecordedVenue venue, VenueChannels channels = VenueChannels.Book) => new()
    {
        Code = "TEST",
        Protocol = Protocol,
        Socket = venue.Socket,
        Rest = venue.Rest,
        Channels = channels,
        BookDepth = Depth,
        Symbols = [.. Names.Keys.Select(Symbol)],
    };

    private VenueSymbol Symbol(string symbol) => Steps is { } steps
        ? new VenueSymbol(symbol, null, Price.Parse(steps.Tick), Quantity.Parse(steps.Lot))
        : new VenueSymbol(symbol);

    private static Dictionary<string, string> Same(params string[] symbols) => symbols.ToDictionary(symbol => symbol);

    private static Dictionary<string, string> Joined(params string[] symbols) =>
        symbols.ToDictionary(symbol => symbol, symbol => symbol.Replace("-", "", StringComparison.Ordinal));
}
