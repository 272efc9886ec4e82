using System.Text;
using System.Text.Json.Nodes;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Coinbase;

/// <summary>
/// Coinbase Advanced Trade's public feed, wss://advanced-trade-ws.coinbase.com: level2, market_trades, ticker, candles
/// and heartbeats, without login. All frames of a connection are numbered from 0; trade ids have no holes.
/// </summary>
/// <remarks>A snapshot is the whole book: BTC-USD took 5.8 MB in 2026. Hence few products a connection.</remarks>
internal sealed class CoinbaseAdvancedProtocol(VenueOptions venue) : VenueProtocol
{
    private static readonly byte[] Heartbeats =
        Encoding.UTF8.GetBytes("""{"type":"subscribe","channel":"heartbeats"}""");

    public override bool TradeIdsAreContiguous => true;

    public override int SymbolsPerConnectionMax => 20;

    // Coinbase takes 8 messages a second and address.
    public override int SendsPerSecond => 8;

    public override string VenueNameOf(string symbol) => symbol;

    public override IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("subscribe", venueNames, channels).Prepend(Heartbeats);

    public override IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("unsubscribe", venueNames, channels);

    public override void Decode(ReadOnlySpan<byte> frame, DecodedFrame into) =>
        CoinbaseAdvancedDecoder.Decode(frame, into);

    public override Uri? InstrumentsAddress(IReadOnlyList<string> venueNames) => venue.Rest is null
        ? null
        : new Uri(venue.Rest, "/api/v3/brokerage/market/products?" + string.Join(
            '&', venueNames.Select(name => $"product_ids={Uri.EscapeDataString(name)}")));

    public override void DecodeInstruments(ReadOnlySpan<byte> body, DecodedFrame into) =>
        CoinbaseInstruments.Read(body, into);

    // A request a product, so that a bad one is refused alone; a request takes one channel.
    private static IEnumerable<byte[]> Requests(
        string type, IReadOnlyList<string> venueNames, VenueChannels channels) =>
        from name in venueNames
        from channel in ChannelsOf(channels)
        select Encoding.UTF8.GetBytes(new JsonObject
        {
            ["type"] = type,
            ["product_ids"] = new JsonArray(name),
            ["channel"] = channel,
        }.ToJsonString());

    private static IEnumerable<string> ChannelsOf(VenueChannels channels)
    {
        if (channels.HasFlag(VenueChannels.Trades))
            yield return "market_trades";
        if (channels.HasFlag(VenueChannels.Quotes))
            yield return "ticker";
        if (channels.HasFlag(VenueChannels.Book))
            yield return "level2";
        if (channels.HasFlag(VenueChannels.Bars))
            yield return "candles";
    }
}
