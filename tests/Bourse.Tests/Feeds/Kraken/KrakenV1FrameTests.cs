using System.Text;
using Bourse.Feeds.Capture;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Tests.Feeds.Kraken;

public sealed class KrakenV1FrameTests
{
    private readonly VenueProtocol _kraken = KrakenVenue.OldProtocol();

    [Fact]
    public void Trades_are_read()
    {
        var trades = _kraken.Read("""
            [133337,[["5541.20000","0.15850568","1534614057.321597","s","l",""],
            ["6060.00000","0.02455000","1534614057.324998","b","m",""]],"trade","XBT/USD"]
            """).Events.ToArray();
        Assert.Equal(["5541.2", "6060"], trades.Select(trade => trade.Price.ToString()));
        Assert.Equal([Side.Sell, Side.Buy], trades.Select(trade => trade.Side));
        Assert.Equal(['l', 'm'], trades.Select(trade => (char)trade.Conditions));
        Assert.Equal("2018-08-18T17:40:57.324998Z", trades[1].VenueTime.ToString());
    }

    [Fact]
    public void A_ticker_is_a_quote_whatever_its_members_order()
    {
        var (quote, symbol, _) = _kraken.ReadOne("""
            [1337,{"v":["2634.11501494","3591.17907851"],"b":["5525.10000",1,"1.500"],"c":["5525.10000","0.00398963"],
            "a":["5525.40000",1,"1.000"],"h":["5783.00000","5783.00000"]},"ticker","XBT/USD"]
            """);
        Assert.Equal((VenueEventKind.Quote, "XBT/USD"), (quote.Kind, symbol));
        Assert.Equal(("5525.1", "1.5"), (quote.Price.ToString(), quote.Quantity.ToString()));
        Assert.Equal(("5525.4", "1"), (quote.Ask.ToString(), quote.AskSize.ToString()));
    }

    [Fact]
    public void A_snapshot_replaces_and_a_level_sent_again_is_a_level()
    {
        var (snapshot, _, _) = _kraken.ReadOne("""
            [1,{"as":[["5541.30000","2.50700000","1534614248.123678"]],"bs":[["5541.20000","1.52900000","1534614248.765567"]]},
            "book-10","XBT/USD"]
            """);
        Assert.Equal((VenueEventKind.BookSnapshot, false), (snapshot.Kind, snapshot.HasChecksum));
        Assert.Equal((5, 8), (snapshot.PriceDecimals, snapshot.QuantityDecimals));

        var update = _kraken.Read("""
            [336,{"b":[["27117.40000","0.00000000","1693415330.886651"],["27116.80000","0.14741986","1693415325.036931","r"]],
            "c":"3139033408"},"book-10","XBT/USD"]
            """);
        Assert.Equal((2, 3139033408), (update.Bids.Length, update.Last.Checksum));
        Assert.Equal("2023-08-30T17:08:50.886651Z", update.Last.VenueTime.ToString());
    }

    [Theory]
    [InlineData("""{"event":"heartbeat"}""", VenueEventKind.Heartbeat, "", "")]
    [InlineData("""{"event":"pong"}""", VenueEventKind.Heartbeat, "", "")]
    [InlineData(
        """{"connectionID":8628615390848610000,"event":"systemStatus","status":"online","version":"1.0.0"}""",
        VenueEventKind.Notice, "", "online")]
    [InlineData(
        """{"channelID":1665,"channelName":"trade","event":"subscriptionStatus","pair":"WAVES/EUR","status":"subscribed"}""",
        VenueEventKind.Subscribed, "WAVES/EUR", "subscribed")]
    [InlineData(
        """{"errorMessage":"Currency pair not supported ABC","event":"subscriptionStatus","pair":"ABC/USD","status":"error"}""",
        VenueEventKind.Refused, "ABC/USD", "Currency pair not supported ABC")]
    public void Events_are_read(string frame, object kind, string pair, string text)
    {
        var (only, itsPair, itsText) = _kraken.ReadOne(frame);
        Assert.Equal((kind, pair, text), (only.Kind, itsPair, itsText));
    }

    [Theory]
    [InlineData("""[1,["5698.40000","5700.00000","1542057299.545897","1.01234567","0.98765432"],"spread","XBT/USD"]""")]
    [InlineData("""[1,["1542057314.748456","1542057360.435743","3586.70000","3586.70000","3586.60000"],"ohlc-5","XBT/USD"]""")]
    [InlineData("""[[{"TDLH43":{"cost":"1000000.00000","pair":"XBT/USD"}}],"ownTrades",{"sequence":1}]""")]
    public void Channels_that_are_not_subscribed_to_say_nothing(string frame) => Assert.Empty(_kraken.Read(frame).Events.ToArray());

    [Fact]
    public void Every_pair_of_the_list_that_we_can_hold_is_an_instrument()
    {
        var body = Recording.Read(Checkout.PathOf("samples/recordings/kraken/KRAKEN.0.gz")).Single().Bytes;
        var decoded = new DecodedFrame();
        _kraken.DecodeInstruments(body, decoded);
        var pairs = decoded.Events.ToArray().ToDictionary(pair => Encoding.UTF8.GetString(pair.Symbol.Of<byte>(body)));

        // Eleven of the 304 have no name in the stream; six have a tick below 10⁻⁸.
        Assert.Equal((287, 6), Count(pairs.Values));
        var bitcoin = pairs["XBT\\/USD"];
        Assert.Equal(("0.1", "0.00000001"), (bitcoin.Price.ToString(), bitcoin.Quantity.ToString()));
        Assert.Equal((1, 8), (bitcoin.PriceDecimals, bitcoin.QuantityDecimals));
    }

    [Fact]
    public void A_refusal_of_the_list_of_pairs_is_a_fault()
    {
        var fault = Assert.Throws<FormatException>(() => _kraken.DecodeInstruments(
            """{"error":["EGeneral:Too many requests"]}"""u8, new DecodedFrame()));
        Assert.Equal("Kraken answers EGeneral:Too many requests", fault.Message);
    }

    [Fact]
    public void Bitcoin_and_dogecoin_have_names_of_their_own()
    {
        Assert.Equal("XBT/USD", _kraken.VenueNameOf("BTC-USD"));
        Assert.Equal("KSM/XBT", _kraken.VenueNameOf("KSM-BTC"));
        Assert.Equal("XDG/EUR", _kraken.VenueNameOf("DOGE-EUR"));
        Assert.Equal("BTC/USD", KrakenVenue.Protocol().VenueNameOf("BTC-USD"));
        Assert.Equal("https://api.kraken.com/0/public/AssetPairs", _kraken.InstrumentsAddress(["XBT/USD"])!.ToString());
    }

    [Fact]
    public void Subscribing_names_the_channels_and_the_depth() => Assert.Equal(
        [
            """{"event":"subscribe","pair":["XBT/USD"],"subscription":{"name":"trade"}}""",
            """{"event":"subscribe","pair":["XBT/USD"],"subscription":{"name":"ticker"}}""",
            """{"event":"subscribe","pair":["XBT/USD"],"subscription":{"name":"book","depth":10}}""",
        ],
        _kraken.Subscribe(["XBT/USD"], VenueChannels.Usual).Select(Encoding.UTF8.GetString));

    private static (int Instruments, int Malformed) Count(ICollection<VenueEvent> pairs) =>
        (pairs.Count(pair => pair.Kind == VenueEventKind.Instrument), pairs.Count(pair => pair.Kind == VenueEventKind.Malformed));
}
