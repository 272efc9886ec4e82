using System.Text;
using System.Text.Json.Nodes;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Coinbase;

/// <summary>
/// Coinbase Exchange's feed, wss://ws-feed.exchange.coinbase.com: level2_batch, matches, ticker and heartbeat, without
/// login. Book changes have no numbers and no checksum; trade ids have no holes.
/// </summary>
/// <remarks>
/// Each product is subscribed to by a request of its own, since Coinbase refuses a whole request for one bad product.
/// </remarks>
internal sealed class CoinbaseProtocol(VenueOptions venue) : VenueProtocol
{
    public override bool LossShows => false;

    public override bool TradeIdsAreContiguous => true;

    // Each takes a request: with more, the last would wait for its book longer than patience lasts.
    public override int SymbolsPerConnectionMax => 50;

    // Coinbase takes 8 requests a second and address.
    public override int SendsPerSecond => 8;

    public override string VenueNameOf(string symbol) => symbol;

    public override IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        venueNames.Select(name => Request("subscribe", name, channels));

    public override IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        venueNames.Select(name => Request("unsubscribe", name, channels));

    public override void Decode(ReadOnlySpan<byte> frame, DecodedFrame into) => CoinbaseDecoder.Decode(frame, into);

    public override Uri? InstrumentsAddress(IReadOnlyList<string> venueNames) =>
        venue.Rest is null ? null : new Uri(venue.Rest, "/products");

    public override void DecodeInstruments(ReadOnlySpan<byte> body, DecodedFrame into) =>
        CoinbaseInstruments.Read(body, into);

    // The heartbeat comes and goes with any channel: it is what tells silence from death.
    private static byte[] Request(string type, string name, VenueChannels channels)
    {
        var request = new JsonObject
        {
            ["type"] = type,
            ["product_ids"] = new JsonArray(name),
            ["channels"] = new JsonArray([.. ChannelsOf(channels).Select(channel => JsonValue.Create(channel))]),
        };
        return Encoding.UTF8.GetBytes(request.ToJsonString());
    }

    private static IEnumerable<string> ChannelsOf(VenueChannels channels)
    {
        yield return "heartbeat";
        if (channels.HasFlag(VenueChannels.Trades))
            yield return "matches";
        if (channels.HasFlag(VenueChannels.Quotes))
            yield return "ticker";
        if (channels.HasFlag(VenueChannels.Book))
            yield return "level2_batch";
    }
}
