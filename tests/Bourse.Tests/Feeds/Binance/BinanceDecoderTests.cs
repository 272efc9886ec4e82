using System.Text;
using System.Text.Json;
using Bourse.Feeds.Binance;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Binance;

/// <summary>Each message of Binance by example: recorded ones, and those of its documentation.</summary>
public sealed class BinanceDecoderTests
{
    private const string Delta =
        """{"stream":"nknusdt@depth@100ms","data":{"e":"depthUpdate","E":1633998512068,"s":"NKNUSDT","U":499869750,"u":499869752,"b":[["0.35130000","6195.00000000"],["0.34750000","0.00000000"]],"a":[]}}""";

    private const string FuturesDelta =
        """{"stream":"sushiusdt@depth@100ms","data":{"e":"depthUpdate","E":1626992741037,"T":1626992741024,"s":"SUSHIUSDT","U":600859599090,"u":600859600917,"pu":600859598061,"b":[["7.5040","813"]],"a":[["7.6150","1563"],["7.6220","3284"]]}}""";

    private const string Quote =
        """{"stream":"nknusdt@bookTicker","data":{"u":499869768,"s":"NKNUSDT","b":"0.35210000","B":"672.00000000","a":"0.35260000","A":"3199.00000000"}}""";

    private const string FuturesQuote =
        """{"stream":"sushiusdt@bookTicker","data":{"e":"bookTicker","u":600859600576,"s":"SUSHIUSDT","b":"7.6110","B":"2","a":"7.6120","A":"297","T":1626992741012,"E":1626992741017}}""";

    private const string Trade =
        """{"stream":"btcusdt@trade","data":{"e":"trade","E":1672515782136,"s":"BNBBTC","t":12345,"p":"0.001","q":"100","b":88,"a":50,"T":1672515782136,"m":true,"M":true}}""";

    private const string AggregateTrade =
        """{"stream":"nknusdt@aggTrade","data":{"e":"aggTrade","E":1633998523963,"s":"NKNUSDT","a":15683430,"p":"0.35280000","q":"58.00000000","f":19862790,"l":19862790,"T":1633998523962,"m":false,"M":true}}""";

    private const string Kline =
        """{"stream":"nknusdt@kline_1m","data":{"e":"kline","E":1633998523963,"s":"NKNUSDT","k":{"t":1633998480000,"T":1633998539999,"s":"NKNUSDT","i":"1m","f":19862761,"L":19862790,"o":"0.35270000","c":"0.35280000","h":"0.35280000","l":"0.35220000","v":"25877.00000000","n":30,"x":false,"q":"9116.04600000","V":"58.00000000","Q":"20.46240000","B":"0"}}}""";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Messages => [Delta, FuturesDelta, Quote, FuturesQuote, Trade, AggregateTrade, Kline];

    [Fact]
    public void A_delta_names_its_numbers_and_its_levels()
    {
        var decoded = BinanceTraffic.Decode(Delta);
        var delta = decoded.Events[0];
        Assert.Equal(VenueEventKind.BookDelta, delta.Kind);
        Assert.Equal((499869750, 499869752, 0), (delta.FirstNative, delta.Native, delta.PreviousNative));
        Assert.Equal("NKNUSDT", BinanceTraffic.SymbolOf(delta, Encoding.UTF8.GetBytes(Delta)));
        Assert.Equal(Timestamp.Parse("2021-10-12T00:28:32.068Z"), delta.VenueTime);
        Assert.Equal([Level("0.3513", "6195"), Level("0.3475", "0")], delta.Bids.Of(decoded.Bids).ToArray());
        Assert.True(delta.Asks.Of(decoded.Asks).IsEmpty);
        Assert.Equal((8, 8), (delta.PriceDecimals, delta.QuantityDecimals));
    }

    [Fact]
    public void A_delta_of_futures_names_the_one_before_and_the_time_of_the_engine()
    {
        var decoded = BinanceTraffic.Decode(FuturesDelta);
        var delta = decoded.Events[0];
        Assert.Equal((600859599090, 600859600917, 600859598061), (delta.FirstNative, delta.Native, delta.PreviousNative));
        Assert.Equal(1626992741024 * Timestamp.PerMillisecond, delta.VenueTime.Nanoseconds);
        Assert.Equal([Level("7.504", "813")], decoded.Bids.ToArray());
        Assert.Equal([Level("7.615", "1563"), Level("7.622", "3284")], decoded.Asks.ToArray());
    }

    [Theory]
    [InlineData(Quote, 499869768, "0.3521", "672", "0.3526", "3199", 0)]
    [InlineData(FuturesQuote, 600859600576, "7.611", "2", "7.612", "297", 1626992741012)]
    public void A_quote_has_the_number_of_the_book(
        string frame, long number, string bid, string bidSize, string ask, string askSize, long milliseconds)
    {
        var quote = BinanceTraffic.Decode(frame).Events[0];
        Assert.Equal((VenueEventKind.Quote, number), (quote.Kind, quote.Native));
        Assert.Equal((Price.Parse(bid), Quantity.Parse(bidSize)), (quote.Price, quote.Quantity));
        Assert.Equal((Price.Parse(ask), Quantity.Parse(askSize)), (quote.Ask, quote.AskSize));
        Assert.Equal(milliseconds * Timestamp.PerMillisecond, quote.VenueTime.Nanoseconds);
    }

    [Theory]
    [InlineData(Trade, 12345, "0.001", "100", Side.Sell, 1672515782136)]
    [InlineData(AggregateTrade, 15683430, "0.3528", "58", Side.Buy, 1633998523962)]
    public void A_trade_was_taken_by_the_seller_where_the_buyer_was_there_first(
        string frame, long number, string price, string quantity, Side taker, long milliseconds)
    {
        var trade = BinanceTraffic.Decode(frame).Events[0];
        Assert.Equal((VenueEventKind.Trade, number, taker), (trade.Kind, trade.Native, trade.Side));
        Assert.Equal((Price.Parse(price), Quantity.Parse(quantity)), (trade.Price, trade.Quantity));
        Assert.Equal(milliseconds * Timestamp.PerMillisecond, trade.VenueTime.Nanoseconds);
    }

    [Fact]
    public void A_bar_has_its_close_and_its_volume()
    {
        var bar = BinanceTraffic.Decode(Kline).Events[0];
        Assert.Equal(
            (VenueEventKind.Bar, Price.Parse("0.3528"), Quantity.Parse("25877")), (bar.Kind, bar.Price, bar.Quantity));
    }

    [Theory]
    [InlineData("""{"result":null,"id":1}""", VenueEventKind.Subscribed, "")]
    [InlineData("""{"result":["btcusdt@trade"],"id":3}""", VenueEventKind.Heartbeat, "")]
    [InlineData("""{"error":{"code":2,"msg":"Invalid request"},"id":1}""", VenueEventKind.Refused, "Invalid request")]
    [InlineData("""{"code":2,"msg":"Invalid request","id":1}""", VenueEventKind.Refused, "Invalid request")]
    [InlineData("""{"e":"serverShutdown","E":1672515782136}""", VenueEventKind.Notice, "serverShutdown")]
    [InlineData("""{"stream":"x@ticker","data":{"e":"24hrTicker","s":"BNBBTC"}}""", VenueEventKind.Notice, "24hrTicker")]
    internal void Answers_and_notices_are_told_apart(string frame, VenueEventKind kind, string text)
    {
        var answer = BinanceTraffic.Decode(frame).Events[0];
        Assert.Equal((kind, text), (answer.Kind, Encoding.UTF8.GetString(answer.Text.Of(Encoding.UTF8.GetBytes(frame)))));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void The_order_of_members_and_white_space_do_not_matter(string frame)
    {
        using var json = JsonDocument.Parse(frame);
        var indented = JsonSerializer.Serialize(Reversed(json.RootElement), Indented);
        var uncombined = json.RootElement.GetProperty("data").GetRawText();
        Assert.Equal(Digest(frame), Digest(indented));
        Assert.Equal(Digest(frame), Digest(uncombined));
        Assert.Equal(Digest(frame), Digest(frame.Replace("]]", "] ]", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_frame_cut_off_anywhere_is_refused_or_spoils_its_instrument_only(string frame)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        var decoded = new DecodedFrame();
        for (var length = 0; length < bytes.Length; length++)
        {
            var fault = Record.Exception(() => BinanceDecoder.Decode(bytes.AsSpan(0, length), decoded));
            if (fault is not (JsonException or FormatException))
                Assert.Equal((null, VenueEventKind.Malformed), (fault, decoded.Events[0].Kind));
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_frame_with_any_byte_changed_is_read_or_refused_and_nothing_else(string frame)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        var decoded = new DecodedFrame();
        foreach (var changed in "\"\\0a[]{},: \u00ff"u8.ToArray())
            for (var i = 0; i < bytes.Length; i++)
            {
                var kept = bytes[i];
                bytes[i] = changed;
                if (Record.Exception(() => BinanceDecoder.Decode(bytes, decoded)) is { } fault)
                    Assert.True(fault is JsonException or FormatException, fault.ToString());
                bytes[i] = kept;
            }
    }

    [Theory]
    [InlineData("0.35130000", "0.351300001")]
    [InlineData("0.35130000", "99999999999999")]
    [InlineData("0.35130000", "")]
    [InlineData("6195.00000000", "-1")]
    [InlineData("499869752", "99999999999999999999")]
    [InlineData("1633998512068", "9223372036855")]
    public void A_number_that_cannot_be_held_spoils_its_instrument_only(string good, string bad)
    {
        var frame = Delta.Replace(good, bad, StringComparison.Ordinal);
        var malformed = BinanceTraffic.Decode(frame).Events[0];
        Assert.Equal(VenueEventKind.Malformed, malformed.Kind);
        Assert.Equal("NKNUSDT", BinanceTraffic.SymbolOf(malformed, Encoding.UTF8.GetBytes(frame)));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Reading_allocates_nothing(string frame)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        var decoded = new DecodedFrame();
        Assert.Equal(0, Allocation.Of(() => BinanceDecoder.Decode(bytes, decoded)));
    }

    [Fact]
    public void A_snapshot_over_REST_has_a_number_and_both_sides()
    {
        var decoded = new DecodedFrame();
        BinanceDecoder.DecodeSnapshot(
            """{"lastUpdateId":160,"E":1626992741264,"T":1626992741261,"bids":[["0.0024","10"]],"asks":[["0.0026","100"]]}"""u8,
            decoded);
        Assert.Equal((VenueEventKind.BookSnapshot, 160), (decoded.Events[0].Kind, decoded.Events[0].Native));
        Assert.Equal(1626992741261 * Timestamp.PerMillisecond, decoded.Events[0].VenueTime.Nanoseconds);
        Assert.Equal([Level("0.0024", "10")], decoded.Bids.ToArray());
        Assert.Equal([Level("0.0026", "100")], decoded.Asks.ToArray());
        Assert.Throws<FormatException>(() => BinanceDecoder.DecodeSnapshot("""{"code":-1121,"msg":"Invalid symbol."}"""u8, decoded));
    }

    private static BookLevel Level(string price, string quantity) => new(Price.Parse(price), Quantity.Parse(quantity));

    // Everything a frame says but where its texts lie.
    private static string Digest(string frame)
    {
        var decoded = BinanceTraffic.Decode(frame);
        var said = decoded.Events[0];
        var symbol = BinanceTraffic.SymbolOf(said, Encoding.UTF8.GetBytes(frame));
        return $"{symbol} {said.Kind} {said.Side} {said.VenueTime} {said.Native} {said.FirstNative} {said.PreviousNative} "
            + $"{said.Price} {said.Quantity} {said.Ask} {said.AskSize} {string.Join(' ', decoded.Bids.ToArray())} | "
            + string.Join(' ', decoded.Asks.ToArray());
    }

    private static object Reversed(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().Reverse().ToDictionary(member => member.Name, member => Reversed(member.Value))
        : element;
}
