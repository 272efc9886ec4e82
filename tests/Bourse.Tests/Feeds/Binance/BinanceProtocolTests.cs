using System.Text;
using Bourse.Feeds;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Binance;

/// <summary>What Binance is asked for, and where.</summary>
public sealed class BinanceProtocolTests
{
    [Fact]
    public void Instruments_are_named_without_a_hyphen() =>
        Assert.Equal("BTCUSDT", Protocol("binance").VenueNameOf("BTC-USDT"));

    [Theory]
    [InlineData("binance", false, "trade")]
    [InlineData("binance", true, "aggTrade")]
    [InlineData("binance-futures", false, "aggTrade")]
    public void One_frame_subscribes_to_all_of_an_instrument(string name, bool aggregate, string trades)
    {
        var protocol = Protocol(name, venue => venue with { AggregateTrades = aggregate });
        Assert.Equal(
            [$$"""{"method":"SUBSCRIBE","params":["btcusdt@depth@100ms","btcusdt@{{trades}}","btcusdt@bookTicker"],"id":1}"""],
            Texts(protocol.Subscribe(["BTCUSDT"], VenueChannels.Usual)));
        Assert.Equal(
            ["""{"method":"UNSUBSCRIBE","params":["btcusdt@kline_1m"],"id":2}"""],
            Texts(protocol.Unsubscribe(["BTCUSDT"], VenueChannels.Bars)));
    }

    [Fact]
    public void Many_instruments_take_several_frames_of_a_hundred_streams()
    {
        var protocol = Protocol("binance");
        var names = Enumerable.Range(0, protocol.SymbolsPerConnectionMax).Select(i => $"C{i}USDT").ToArray();
        Assert.Equal(11, protocol.Subscribe(names, VenueChannels.Usual | VenueChannels.Bars).Count());
        Assert.Equal(1024, names.Length * 4);
    }

    [Theory]
    [InlineData("binance", 0, "http://rest.example/api/v3/depth?symbol=BTCUSDT&limit=1000")]
    [InlineData("binance", 250, "http://rest.example/api/v3/depth?symbol=BTCUSDT&limit=250")]
    [InlineData("binance", 9000, "http://rest.example/api/v3/depth?symbol=BTCUSDT&limit=5000")]
    [InlineData("binance-futures", 0, "http://rest.example/fapi/v1/depth?symbol=BTCUSDT&limit=1000")]
    [InlineData("binance-futures", 250, "http://rest.example/fapi/v1/depth?symbol=BTCUSDT&limit=500")]
    [InlineData("binance-futures", 9000, "http://rest.example/fapi/v1/depth?symbol=BTCUSDT&limit=1000")]
    public void Snapshots_come_over_REST_as_deep_as_the_venue_gives_them(string name, int depth, string address)
    {
        var protocol = Protocol(name, venue => venue with { BookDepth = depth });
        Assert.Equal(new Uri(address), protocol.SnapshotAddress("BTCUSDT"));
    }

    [Fact]
    public void Instruments_are_asked_for_together() => Assert.Equal(
        new Uri("http://rest.example/fapi/v1/exchangeInfo"), Protocol("binance-futures").InstrumentsAddress(["BTCUSDT"]));

    [Fact]
    public void Books_without_an_address_for_snapshots_are_refused()
    {
        Assert.Throws<FeedException>(() => Protocol("binance", venue => venue with { Rest = null }));
        Assert.Null(Protocol("binance", venue => venue with { Rest = null, Channels = VenueChannels.Trades })
            .SnapshotAddress("BTCUSDT"));
    }

    [Fact]
    public void A_tick_that_cannot_be_held_spoils_its_own_symbol_only()
    {
        var decoded = new DecodedFrame();
        Protocol("binance").DecodeInstruments(
            """
            {"symbols":[{"filters":[{"tickSize":"0.0000000001","filterType":"PRICE_FILTER"}],"symbol":"A"},
            {"symbol":"B","filters":[{"tickSize":"0.5","filterType":"PRICE_FILTER"},{"filterType":"LOT_SIZE","stepSize":"10"}]}]}
            """u8,
            decoded);
        Assert.Equal(VenueEventKind.Malformed, decoded.Events[0].Kind);
        Assert.Equal((VenueEventKind.Instrument, 1), (decoded.Events[1].Kind, decoded.Events[1].PriceDecimals));
    }

    private static VenueProtocol Protocol(string name, Func<VenueOptions, VenueOptions>? change = null)
    {
        var venue = new VenueOptions
        {
            Code = "BINANCE", Protocol = name, Socket = new Uri("ws://stream.example/stream"), Rest = new Uri("http://rest.example"),
        };
        return VenueProtocols.Create(change?.Invoke(venue) ?? venue);
    }

    private static IEnumerable<string> Texts(IEnumerable<byte[]> frames) => frames.Select(Encoding.UTF8.GetString);
}
