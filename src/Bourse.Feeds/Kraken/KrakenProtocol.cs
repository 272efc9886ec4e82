using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Kraken's WebSocket v2: wss://ws.kraken.com/v2. Every book event carries a checksum of the best ten levels.
/// </summary>
internal sealed class KrakenProtocol(VenueOptions venue) : VenueProtocol
{
    private static readonly byte[] PingFrame = "{\"method\":\"ping\"}"u8.ToArray();

    private readonly KrakenChecksum _checksum = new();

    public override int BookDepth { get; } = KrakenDepth.Of(venue);

    /// <summary>The checksum covers ten levels: what a lost delta does below them may show late or never.</summary>
    public override bool LossShows => BookDepth <= KrakenChecksum.Levels;

    public override bool TradeIdsAreContiguous => true;

    /// <summary>A heartbeat comes every second in which nothing else does.</summary>
    public override TimeSpan SilenceMax => TimeSpan.FromSeconds(10);

    public override ReadOnlyMemory<byte> Ping => PingFrame;

    public override string VenueNameOf(string symbol) => KrakenSymbols.NameOf(symbol);

    /// <summary>There is no login, but ticks and decimals come first, of all instruments at once.</summary>
    public override IEnumerable<byte[]> Login() =>
        [Request("subscribe", json => json.WriteString("channel", "instrument"))];

    public override IEnumerable<byte[]> Subscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("subscribe", venueNames, channels);

    public override IEnumerable<byte[]> Unsubscribe(IReadOnlyList<string> venueNames, VenueChannels channels) =>
        Requests("unsubscribe", venueNames, channels);

    public override void Decode(ReadOnlySpan<byte> frame, DecodedFrame into) => KrakenDecoder.Decode(frame, into);

    public override bool IsRight(Book book, in VenueEvent after, (byte Price, byte Quantity) decimals) =>
        !after.HasChecksum || _checksum.Of(book, decimals) == after.Checksum;

    private IEnumerable<byte[]> Requests(string method, IReadOnlyList<string> venueNames, VenueChannels channels)
    {
        if (channels.HasFlag(VenueChannels.Trades))
            yield return Request(method, json => WriteChannel(json, "trade", venueNames));
        if (channels.HasFlag(VenueChannels.Quotes))
            yield return Request(method, json =>
            {
                WriteChannel(json, "ticker", venueNames);
                json.WriteString("event_trigger", "bbo");
            });
        if (channels.HasFlag(VenueChannels.Book))
            yield return Request(method, json =>
            {
                WriteChannel(json, "book", venueNames);
                json.WriteNumber("depth", BookDepth);
            });
    }

    private static void WriteChannel(Utf8JsonWriter json, string channel, IReadOnlyList<string> venueNames)
    {
        json.WriteString("channel", channel);
        json.WriteStartArray("symbol");
        foreach (var name in venueNames)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static byte[] Request(string method, Action<Utf8JsonWriter> writeParameters)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            json.WriteStartObject("params");
            writeParameters(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
