using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenFrameTests
{
    private readonly VenueProtocol _kraken = KrakenVenue.Protocol();

    [Fact]
    public void A_trade_is_read()
    {
        var (trade, symbol, _) = _kraken.ReadOne("""
            {"channel":"trade","type":"update","data":[{"symbol":"ETH/USDT","side":"sell","price":0.5117,"qty":40.0,
            "ord_type":"market","trade_id":4665906,"timestamp":"2023-09-25T07:49:37.708706Z"}]}
            """);
        Assert.Equal((VenueEventKind.Trade, "ETH/USDT", Side.Sell), (trade.Kind, symbol, trade.Side));
        Assert.Equal(("0.5117", "40", 4665906), (trade.Price.ToString(), trade.Quantity.ToString(), trade.Native));
        Assert.Equal("2023-09-25T07:49:37.708706Z", trade.VenueTime.ToString());
        Assert.Equal('m', (char)trade.Conditions);
    }

    [Fact]
    public void Trades_of_one_frame_are_each_an_event()
    {
        var trades = _kraken.Read("""
            {"channel":"trade","type":"update","data":[
            {"symbol":"BTC/USD","side":"buy","price":105944.20,"qty":0.00027625,"ord_type":"limit","trade_id":10218208},
            {"symbol":"BTC/USD","side":"sell","price":105910.50,"qty":0.00012460,"ord_type":"market","trade_id":10218209}]}
            """).Events.ToArray();
        Assert.Equal([10218208, 10218209], trades.Select(trade => trade.Native));
        Assert.Equal([Side.Buy, Side.Sell], trades.Select(trade => trade.Side));
    }

    [Fact]
    public void A_ticker_is_a_quote()
    {
        var (quote, symbol, _) = _kraken.ReadOne("""
            {"channel":"ticker","type":"snapshot","data":[{"symbol":"BTC/USD","bid":105944.20,"bid_qty":2.5,"ask":105944.30,
            "ask_qty":3.2,"last":105899.40,"volume":163.28908096,"vwap":105904.39279,"low":104711.00,"high":106613.10,
            "change":250.00,"change_pct":0.24,"timestamp":"2022-12-25T09:30:59.123456789Z"}]}
            """);
        Assert.Equal((VenueEventKind.Quote, "BTC/USD"), (quote.Kind, symbol));
        Assert.Equal(("105944.2", "2.5"), (quote.Price.ToString(), quote.Quantity.ToString()));
        Assert.Equal(("105944.3", "3.2"), (quote.Ask.ToString(), quote.AskSize.ToString()));
        Assert.Equal("2022-12-25T09:30:59.123456789Z", quote.VenueTime.ToString());
    }

    [Fact]
    public void A_ticker_without_a_time_has_none() => Assert.Equal(default, _kraken.ReadOne("""
        {"channel":"ticker","type":"update","data":[{"symbol":"ETH/USDT","bid":0.10025,"bid_qty":740.0,"ask":0.10035,
        "ask_qty":740.0,"last":0.10035,"volume":997038.98383185,"vwap":0.10148,"low":0.09979,"high":0.10285}]}
        """).Event.VenueTime);

    [Fact]
    public void Members_may_come_in_any_order()
    {
        var book = _kraken.Read("""
            {"data":[{"timestamp":"2023-07-30T15:29:58.343415Z","asks":[{"qty":0.0,"price":29431.1}],"checksum":3547452596,
            "bids":[{"qty":1.5,"price":29430.0}],"symbol":"BTC/USD"}],"type":"update","channel":"book"}
            """);
        Assert.Equal(VenueEventKind.BookDelta, book.Last.Kind);
        Assert.Equal(("29431.1", "0"), (book.Asks[0].Price.ToString(), book.Asks[0].Quantity.ToString()));
        Assert.Equal(("29430", "1.5"), (book.Bids[0].Price.ToString(), book.Bids[0].Quantity.ToString()));
        Assert.Equal((3547452596u, (byte)1, (byte)1), (book.Last.Checksum, book.Last.PriceDecimals, book.Last.QuantityDecimals));
    }

    [Fact]
    public void Instruments_tell_tick_lot_and_decimals_and_one_too_fine_for_us_is_malformed()
    {
        const string Frame = """
            {"channel":"instrument","type":"snapshot","data":{"assets":[{"id":"USD","status":"enabled","precision":4}],"pairs":[
            {"symbol":"PEPE/USD","base":"PEPE","quote":"USD","status":"online","qty_precision":5,"qty_increment":0.00001,
            "price_precision":9,"price_increment":0.000000001,"has_index":true,"qty_min":1.0},
            {"symbol":"BTC/USD","base":"BTC","quote":"USD","status":"online","qty_precision":8,"qty_increment":0.00000001,
            "price_precision":1,"cost_precision":5,"marginable":true,"has_index":true,"cost_min":0.50,"tick_size":0.1,
            "price_increment":0.1,"qty_min":0.00010000}]}}
            """;
        var pairs = _kraken.Read(Frame).Events.ToArray();
        Assert.Equal([VenueEventKind.Malformed, VenueEventKind.Instrument], pairs.Select(pair => pair.Kind));
        Assert.Equal("PEPE/USD", Encoding.UTF8.GetString(pairs[0].Symbol.Of<byte>(KrakenVenue.Bytes(Frame))));
        Assert.Equal(("0.1", "0.00000001"), (pairs[1].Price.ToString(), pairs[1].Quantity.ToString()));
        Assert.Equal((1, 8), (pairs[1].PriceDecimals, pairs[1].QuantityDecimals));
    }

    [Theory]
    [InlineData("price_precision", "null")]
    [InlineData("price_precision", "-1")]
    [InlineData("qty_precision", "[1]")]
    [InlineData("price_increment", "{\"a\":1}")]
    [InlineData("price_increment", "0.000000001")]
    [InlineData("qty_increment", "-1")]
    [InlineData("qty_increment", "\"x\"")]
    public void An_instrument_with_a_number_that_is_none_leaves_the_others_alone(string member, string number)
    {
        const string Frame = """
            {"channel":"instrument","type":"update","data":{"pairs":[{"symbol":"A/USD","member":"number"},
            {"symbol":"B/USD","qty_precision":8,"price_precision":2}]}}
            """;
        var frame = Frame.Replace("\"member\":\"number\"", $"\"{member}\":{number}", StringComparison.Ordinal);
        var pairs = _kraken.Read(frame).Events.ToArray();
        Assert.Equal([VenueEventKind.Malformed, VenueEventKind.Instrument], pairs.Select(pair => pair.Kind));
        Assert.Equal(("0.01", "0.00000001"), (pairs[1].Price.ToString(), pairs[1].Quantity.ToString()));
    }

    [Theory]
    [InlineData("""{"channel":"heartbeat"}""", VenueEventKind.Heartbeat, "", "")]
    [InlineData("""{"method":"pong","req_id":42,"time_in":"2023-09-25T09:05:00.123456Z"}""", VenueEventKind.Heartbeat, "", "")]
    [InlineData(
        """{"channel":"status","type":"update","data":[{"version":"2.0.10","system":"online","connection_id":769405522530892351}]}""",
        VenueEventKind.Notice, "", "online")]
    [InlineData(
        """{"method":"subscribe","result":{"channel":"ticker","symbol":"BTC/USD","snapshot":true},"success":true,"req_id":1}""",
        VenueEventKind.Subscribed, "BTC/USD", "ticker")]
    [InlineData(
        """{"method":"unsubscribe","result":{"channel":"book","depth":10,"symbol":"BTC/USD"},"success":true}""",
        VenueEventKind.Subscribed, "BTC/USD", "book")]
    [InlineData(
        """{"error":"Currency pair not supported ABC/USD","method":"subscribe","success":false,"symbol":"ABC/USD"}""",
        VenueEventKind.Refused, "ABC/USD", "Currency pair not supported ABC/USD")]
    public void What_is_said_of_the_connection_is_read(string frame, object kind, string symbol, string text)
    {
        var (only, itsSymbol, itsText) = _kraken.ReadOne(frame);
        Assert.Equal((kind, symbol, text), (only.Kind, itsSymbol, itsText));
    }

    [Fact]
    public void A_channel_that_is_not_known_says_nothing() => Assert.Empty(
        _kraken.Read("""{"channel":"level3","type":"update","data":[{"symbol":"BTC/USD","bids":[]}]}""").Events.ToArray());

    [Fact]
    public void Subscribing_names_the_channels_and_the_depth_and_instruments_come_first()
    {
        Assert.Equal(
            """{"method":"subscribe","params":{"channel":"instrument"}}""", Encoding.UTF8.GetString(_kraken.Login().Single()));
        Assert.Equal(
            [
                """{"method":"subscribe","params":{"channel":"trade","symbol":["BTC/USD","ETH/USD"]}}""",
                """{"method":"subscribe","params":{"channel":"ticker","symbol":["BTC/USD","ETH/USD"],"event_trigger":"bbo"}}""",
                """{"method":"subscribe","params":{"channel":"book","symbol":["BTC/USD","ETH/USD"],"depth":10}}""",
            ],
            _kraken.Subscribe(["BTC/USD", "ETH/USD"], VenueChannels.Usual).Select(Encoding.UTF8.GetString));
        Assert.Equal(
            ["""{"method":"unsubscribe","params":{"channel":"book","symbol":["BTC/USD"],"depth":10}}"""],
            _kraken.Unsubscribe(["BTC/USD"], VenueChannels.Book).Select(Encoding.UTF8.GetString));
    }

    [Fact]
    public void A_depth_that_Kraken_does_not_offer_is_refused()
    {
        Assert.Equal(100, KrakenVenue.Protocol(depth: 0).BookDepth);
        var fault = Assert.Throws<FeedException>(() => KrakenVenue.Protocol(depth: 20));
        Assert.Equal("KRAKEN: Kraken's books are 10, 25, 100, 500, 1000 levels deep, not 20", fault.Message);
    }
}
