using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Kraken's older WebSocket: wss://ws.kraken.com. Every update of a book carries a checksum of the best ten levels; its
/// trades have no ids, so that a lost one does not show.
/// </summary>
internal sealed class KrakenV1Protocol(VenueOptions venue) : VenueProtocol
{
    private static readonly byte[] PingFrame = "{\"event\":\"ping\"}"u8.ToArray();

    private readonly KrakenChecksum _checksum = new();

    public override int BookDepth { get; } = KrakenDepth.Of(venue);

    /// <summary>The checksum covers ten levels: what a lost delta does below them may show late or never.</summary>
    public override bool LossShows => BookDepth <= KrakenChecksum.Levels;

    /// <summary>A heartbeat comes every second in which nothing else does.</summary>
    public override TimeSpan SilenceMax => TimeSpan.FromSeconds(10);

    public override ReadOnlyMemory<byte> Ping => PingFrame;

    public override string VenueNameOf(string symbol) => KrakenSymbols.OldNameOf(symbol);

    public override IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("subscribe", venueNames, channels);

    public override IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("unsubscribe", venueNames, channels);

    public override void Decode(ReadOnlySpan<byte> frame, DecodedFrame into) => KrakenV1Decoder.Decode(frame, into);

    /// <summary>All instruments at once: one answer, whatever is followed.</summary>
    public override Uri? InstrumentsAddress(IReadOnlyList<string> venueNames) =>
        venue.Rest is null ? null : new Uri(venue.Rest, "/0/public/AssetPairs");

    public override void DecodeInstruments(ReadOnlySpan<byte> body, DecodedFrame into) =>
        KrakenInstruments.ReadAssetPairs(body, into);

    /// <summary>
    /// The checksum is of the digits as they are written, and those have more decimals than AssetPairs says (five for
    /// XBT/USD, whose tick is 0.1): the event's own count.
    /// </summary>
    public override bool IsRight(Book book, in VenueEvent after, (byte Price, byte Quantity) decimals) =>
        !after.HasChecksum || _checksum.Of(book, (after.PriceDecimals, after.QuantityDecimals)) == after.Checksum;

    private IEnumerable<byte[]> Requests(string name, IReadOnlyList<string> venueNames, VenueChannels channels)
    {
        if (channels.HasFlag(VenueChannels.Trades))
            yield return Request(name, venueNames, json => json.WriteString("name", "trade"));
        if (channels.HasFlag(VenueChannels.Quotes))
            yield return Request(name, venueNames, json => json.WriteString("name", "ticker"));
        if (channels.HasFlag(VenueChannels.Book))
            yield return Request(name, venueNames, json =>
            {
                json.WriteString("name", "book");
                json.WriteNumber("depth", BookDepth);
            });
    }

    private static byte[] Request(
        string name, IReadOnlyList<string> venueNames, Action<Utf8JsonWriter> writeSubscription)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteStartArray("pair");
            foreach (var pair in venueNames)
                json.WriteStringValue(pair);
            json.WriteEndArray();
            json.WriteStartObject("subscription");
            writeSubscription(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
