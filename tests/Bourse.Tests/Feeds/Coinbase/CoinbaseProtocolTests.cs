using System.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Coinbase;

public sealed class CoinbaseProtocolTests
{
    [Fact]
    public void A_product_is_subscribed_to_by_a_request_of_its_own() => Assert.Equal(
        [
            """{"type":"subscribe","product_ids":["BTC-USD"],"channels":["heartbeat","matches","ticker","level2_batch"]}""",
            """{"type":"subscribe","product_ids":["ETH-USD"],"channels":["heartbeat","matches","ticker","level2_batch"]}""",
        ],
        Texts(CoinbaseMarket.Exchange.Subscribe(["BTC-USD", "ETH-USD"], VenueChannels.Usual)));

    [Fact]
    public void A_book_is_left_and_taken_up_again_alone() => Assert.Equal(
        ["""{"type":"unsubscribe","product_ids":["BTC-USD"],"channels":["heartbeat","level2_batch"]}"""],
        Texts(CoinbaseMarket.Exchange.Unsubscribe(["BTC-USD"], VenueChannels.Book)));

    [Fact]
    public void Advanced_trade_takes_a_channel_a_request() => Assert.Equal(
        [
            """{"type":"subscribe","channel":"heartbeats"}""",
            """{"type":"subscribe","product_ids":["BTC-USD"],"channel":"market_trades"}""",
            """{"type":"subscribe","product_ids":["BTC-USD"],"channel":"ticker"}""",
            """{"type":"subscribe","product_ids":["BTC-USD"],"channel":"level2"}""",
        ],
        Texts(CoinbaseMarket.Advanced.Subscribe(["BTC-USD"], VenueChannels.Usual)));

    [Fact]
    public void Both_are_known_by_name()
    {
        Assert.Contains("coinbase", VenueProtocols.Names);
        Assert.Contains("coinbase-advanced", VenueProtocols.Names);
    }

    [Fact]
    public void Products_tell_their_steps()
    {
        var products = Products(CoinbaseMarket.Exchange, "COINBASE.0.gz");
        Assert.Equal(162, products.Count);
        Assert.All(products.Values, product => Assert.Equal(VenueEventKind.Instrument, product.Kind));
        var bitcoin = products["BTC-GBP"];
        Assert.Equal((Price.Parse("0.01"), Quantity.Parse("0.00000001")), (bitcoin.Price, bitcoin.Quantity));
        Assert.Equal((2, 8), (bitcoin.PriceDecimals, bitcoin.QuantityDecimals));
        Assert.Equal("https://api.exchange.coinbase.com/products", CoinbaseMarket.Exchange.InstrumentsAddress([])!.ToString());
    }

    [Fact]
    public void Products_of_advanced_trade_tell_theirs()
    {
        var products = Products(CoinbaseMarket.Advanced, "COINBASE_ADVANCED_2026.jsonl.gz");
        Assert.Equal((Price.Parse("0.01"), Quantity.Parse("0.00000001")), (products["BTC-USD"].Price, products["BTC-USD"].Quantity));
        Assert.Equal(920, products.Values.Count(product => product.Kind == VenueEventKind.Instrument));
        Assert.Equal(
            "https://api.coinbase.com/api/v3/brokerage/market/products?product_ids=BTC-USD&product_ids=ETH-USD",
            CoinbaseMarket.Advanced.InstrumentsAddress(["BTC-USD", "ETH-USD"])!.ToString());
    }

    [Fact]
    public void A_product_with_steps_too_fine_to_be_held_is_told_alone()
    {
        var body = CoinbaseMarket.Utf8("""
            [{"id":"A-USD","quote_increment":"0.0000000001","base_increment":"1"},
             {"base_increment":"0.1","quote_increment":"0.01","id":"B-USD"}]
            """);
        var decoded = new DecodedFrame();
        CoinbaseMarket.Exchange.DecodeInstruments(body, decoded);
        Assert.Equal([(VenueEventKind.Malformed, "A-USD"), (VenueEventKind.Instrument, "B-USD")],
            decoded.Events.ToArray().Select(said => (said.Kind, said.Symbol.TextOf(body))));
    }

    private static Dictionary<string, VenueEvent> Products(VenueProtocol protocol, string recording)
    {
        var body = CoinbaseMarket.AnswerOf(recording);
        var decoded = new DecodedFrame();
        protocol.DecodeInstruments(body, decoded);
        var products = new Dictionary<string, VenueEvent>();
        foreach (ref readonly var said in decoded.Events)
            products.Add(said.Symbol.TextOf(body), said);
        return products;
    }

    private static IEnumerable<string> Texts(IEnumerable<byte[]> requests) => requests.Select(Encoding.UTF8.GetString);
}
