using System.Text.Json;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenMalformedTests
{
    private const string Book = """
        {"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[{"price":29430.0,"qty":1.5}],
        "asks":[{"price":29431.1,"qty":0.0}],"checksum":3547452596,"timestamp":"2023-07-30T15:29:58.343415Z"}]}
        """;

    private const string Trade = """
        {"channel":"trade","type":"update","data":[{"symbol":"ETH/USDT","side":"sell","price":0.5117,"qty":40.0,
        "ord_type":"market","trade_id":4665906,"timestamp":"2023-09-25T07:49:37.708706Z"}]}
        """;

    private const string OldBook =
        """[1920,{"a":[["0.04","364.2","1618678145.920470"]]},{"b":[["0.03","0.0","1618678145.9"]],"c":"41"},"book-10","SC/EUR"]""";

    private const string OldTrade = """[993,[["354.11","0.89594024","1618678142.557535","s","l",""]],"trade","XMR/USD"]""";
    private const string OldTicker = """[1668,{"a":["13.25",35,"35.7"],"b":["13.23",185,"185.1"],"c":["13.2","3.7"]},"ticker","W/E"]""";

    [Theory]
    [InlineData("kraken", Book)]
    [InlineData("kraken", Trade)]
    [InlineData("kraken", """{"method":"subscribe","result":{"channel":"book","symbol":"BTC/USD"},"success":true}""")]
    [InlineData("kraken-v1", OldBook)]
    [InlineData("kraken-v1", OldTrade)]
    [InlineData("kraken-v1", OldTicker)]
    [InlineData("kraken-v1", """{"channelID":1,"event":"subscriptionStatus","pair":"W/E","status":"subscribed"}""")]
    public void A_frame_cut_off_anywhere_is_refused_or_names_what_it_hurts(string name, string text)
    {
        var protocol = KrakenVenue.Protocol(protocol: name);
        var frame = KrakenVenue.Bytes(text);
        for (var length = 0; length < frame.Length; length++)
            AssertIsRefusedOrMalformed(protocol, frame[..length]);
    }

    [Theory]
    [InlineData("kraken", Book)]
    [InlineData("kraken", Trade)]
    [InlineData("kraken-v1", OldBook)]
    [InlineData("kraken-v1", OldTrade)]
    [InlineData("kraken-v1", OldTicker)]
    public void Any_byte_that_is_another_does_no_harm(string name, string text)
    {
        var protocol = KrakenVenue.Protocol(protocol: name);
        foreach (var other in "\0\"\\{}[],:-.e9n\u00ff"u8)
            for (var i = 0; i < text.Length; i++)
            {
                var frame = KrakenVenue.Bytes(text);
                frame[i] = other;
                Decode(protocol, frame);
            }
    }

    [Theory]
    [InlineData("29430.0", "29430.000000001")]
    [InlineData("29430.0", "1e11")]
    [InlineData("29430.0", "\"abc\"")]
    [InlineData("29430.0", "null")]
    [InlineData("29430.0", "[1]")]
    [InlineData("\"qty\":1.5", "\"qty\":-1.5")]
    [InlineData("\"qty\":1.5", "\"other\":1.5")]
    [InlineData("\"price\":29430.0,", "")]
    [InlineData("3547452596", "4294967296")]
    [InlineData("3547452596", "1.5")]
    [InlineData("\"checksum\":3547452596,", "")]
    [InlineData("2023-07-30T15", "2023-07-32T15")]
    [InlineData("{\"price\":29430.0,\"qty\":1.5}", "29430.0")]
    public void A_book_that_cannot_be_read_exactly_names_its_instrument(string right, string wrong)
    {
        var (only, symbol, _) = KrakenVenue.Protocol().ReadOne(Book.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal((VenueEventKind.Malformed, "BTC/USD"), (only.Kind, symbol));
    }

    [Theory]
    [InlineData("sell", "sold")]
    [InlineData("4665906", "0")]
    [InlineData("\"trade_id\":4665906,", "")]
    [InlineData("\"qty\":40.0,", "")]
    public void A_trade_that_cannot_be_read_names_its_instrument(string right, string wrong)
    {
        var (only, symbol, _) = KrakenVenue.Protocol().ReadOne(Trade.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Equal((VenueEventKind.Malformed, "ETH/USDT"), (only.Kind, symbol));
    }

    [Theory]
    [InlineData(OldBook, "\"0.04\"", "\"0.0400000001\"")]
    [InlineData(OldBook, "\"0.04\"", "null")]
    [InlineData(OldBook, ",\"1618678145.9\"", "")]
    [InlineData(OldBook, ",\"c\":\"41\"", "")]
    [InlineData(OldBook, "\"c\":\"41\"", "\"c\":\"x\"")]
    [InlineData(OldBook, "book-10", "trade")]
    [InlineData(OldTrade, "\"s\"", "\"x\"")]
    [InlineData(OldTrade, "\"0.89594024\"", "\"-1\"")]
    [InlineData(OldTrade, "1618678142", "99999999999")]
    [InlineData(OldTrade, "\"trade\"", "\"book-10\"")]
    [InlineData(OldTicker, "\"13.25\"", "\"99999999999999\"")]
    [InlineData(OldTicker, ",\"b\":[\"13.23\",185,\"185.1\"]", "")]
    public void A_payload_of_the_older_protocol_that_cannot_be_read_names_its_instrument(string frame, string right, string wrong)
    {
        var broken = frame.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(frame, broken);
        var (only, symbol, _) = KrakenVenue.OldProtocol().ReadOne(broken);
        Assert.Equal(VenueEventKind.Malformed, only.Kind);
        Assert.EndsWith($"\"{symbol}\"]", frame, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kraken", "")]
    [InlineData("kraken", "null")]
    [InlineData("kraken", "[]")]
    [InlineData("kraken", "{}")]
    [InlineData("kraken", "{\"channel\":\"book\",\"type\":\"update\"}")]
    [InlineData("kraken", "{\"channel\":\"book\",\"type\":\"update\",\"data\":{}}")]
    [InlineData("kraken", "{\"channel\":5,\"type\":\"update\",\"data\":[]}")]
    [InlineData("kraken", "{\"channel\":\"heartbeat\"} garbage")]
    [InlineData("kraken-v1", "")]
    [InlineData("kraken-v1", "17")]
    [InlineData("kraken-v1", "{}")]
    [InlineData("kraken-v1", "{\"event\":\"heartbeat\"}{")]
    public void What_names_no_instrument_is_refused(string name, string frame) =>
        Assert.False(Decode(KrakenVenue.Protocol(protocol: name), KrakenVenue.Bytes(frame)) is not null);

    private static void AssertIsRefusedOrMalformed(VenueProtocol protocol, byte[] frame)
    {
        if (Decode(protocol, frame) is { } decoded)
            Assert.All(decoded.Events.ToArray(), one => Assert.Equal(VenueEventKind.Malformed, one.Kind));
    }

    // Null when the frame is refused by the exceptions that are agreed on; any other fails the test.
    private static DecodedFrame? Decode(VenueProtocol protocol, byte[] frame)
    {
        var decoded = new DecodedFrame();
        try
        {
            protocol.Decode(frame, decoded);
            return decoded;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return null;
        }
    }
}
