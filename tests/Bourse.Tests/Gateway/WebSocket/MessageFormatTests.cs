using System.Text;
using Bourse.Gateway.WebSocket;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Tests.Gateway;

/// <summary>The messages of docs/formats/websocket.md are those of the code, to the byte.</summary>
public sealed class MessageFormatTests
{
    private const string Page = "docs/formats/websocket.md";

    private static readonly Instrument Bhp = new()
    {
        Id = new InstrumentId(1),
        Venue = new Venue(1, "ASX", "Australian Securities Exchange", "Australia/Sydney"),
        Symbol = "BHP",
        Name = "BHP BILLITON LTD",
        Currency = "AUD",
    };

    private static readonly Instrument Moon = Bhp with { Symbol = "MOON-USD", IsSynthetic = true };

    private readonly EventFrames _frames = new();

    [Fact]
    public void Every_message_from_the_server_is_as_on_the_page()
    {
        foreach (var (name, frame) in ServerFrames())
            Assert.Equal(Block(name), TextOf(frame));
    }

    [Theory]
    [InlineData("join", "stock:trades", "phx_join")]
    [InlineData("play", "stock:book", "phx_join")]
    [InlineData("join prices", "prices:ASX:BHP", "phx_join")]
    [InlineData("subscribe", "stock:trades", "subscribe")]
    [InlineData("join orders", "orders:ann", "phx_join")]
    [InlineData("join with a promise", "orders:ann", "phx_join")]
    [InlineData("leave", "stock:trades", "phx_leave")]
    [InlineData("heartbeat", "phoenix", "heartbeat")]
    public void Every_message_from_a_client_on_the_page_is_understood(string name, string topic, string what)
    {
        Assert.Null(ClientMessage.Read(Encoding.UTF8.GetBytes(Block(name)), out var message));
        Assert.Equal((topic, what), (message.Topic, message.Event));
        if (what == "phx_join" && Topic.Find(topic) is { Kind: ChannelKind.Orders } orders)
            Assert.NotNull(OrderJoinPayload.Read(orders, message.Payload, out _));
        else if (what == "phx_join")
            Assert.NotNull(JoinPayload.Read(Topic.Find(topic)!, message.Payload, new WebSocketLimits(), out _));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(125, 2)]
    [InlineData(126, 4)]
    [InlineData(65_535, 4)]
    [InlineData(65_536, 10)]
    public void A_frame_has_the_shortest_header_for_its_length(int length, int header)
    {
        var frame = ServerFrame.Text(new byte[length]);
        Assert.Equal(header + length, frame.Length);
        Assert.Equal(0x81, frame[0]);
        Assert.Equal(length, Length(frame));
    }

    [Fact]
    public void A_reason_to_close_is_cut_between_characters()
    {
        var frame = ServerFrame.Close((System.Net.WebSockets.WebSocketCloseStatus)4008, new string('é', 100));
        Assert.Equal([0x88, 2 + 122, 4008 >> 8, 4008 & 0xFF], frame[..4]);
        Assert.Equal(new string('é', 61), Encoding.UTF8.GetString(frame.AsSpan(4)));
    }

    private IEnumerable<(string Name, byte[] Frame)> ServerFrames()
    {
        var header = new EventHeader
        {
            Instrument = Bhp.Id,
            VenueTime = Timestamp.Parse("2014-03-09T23:10:04.754Z"),
            Side = Side.Buy,
            Conditions = 25,
        };
        var trade = new Trade(header, Price.Parse("38.125"), Quantity.Parse("1500"));
        var quote = new Quote(
            header, Price.Parse("38.12"), Quantity.Parse("300"), Price.Parse("38.13"), Quantity.Parse("600"));
        yield return ("trade", _frames.Trade(Bhp, trade, 1042));
        var synthetic = header with { Flags = EventFlags.Synthetic | EventFlags.OffPrice, Side = Side.Unknown };
        yield return ("synthetic trade", _frames.Trade(Moon, trade with { Header = synthetic }, 1043));
        yield return ("quote", _frames.Quote(Bhp, quote, 1044));
        yield return ("quote without asks", _frames.Quote(Bhp, quote with { AskSize = Quantity.Zero }, 1045));
        yield return ("price of a trade", _frames.PriceUpdate("ASX:BHP", Bhp, trade, 1042));
        yield return ("price of a quote", _frames.PriceUpdate("BHP", Bhp, quote, 1044));
        yield return ("bar", _frames.Bar(Bhp, BarInterval.Minute1, Bar(), isClosed: true, 1042));
        yield return ("book snapshot", _frames.Book(View(header.VenueTime)));
        yield return ("book delta", Delta(header));
        yield return ("consolidated", ConsolidatedWatch.Frame(OverVenues()));
        yield return ("ticker", Ticker(trade, quote));
        yield return ("summary", ChannelFrames.Summary("""{"sequence":1042,"venues":[]}"""u8));
        yield return ("joined live", ChannelFrames.Ok("\"1\"", "\"1\"", "stock:trades", """{"live_from":1042}"""));
        yield return ("joined played", ChannelFrames.Ok(
            "\"1\"", "\"8\"", "stock:book", """{"play_from":"2014-03-10T00:30:00Z","speed":10}"""));
        yield return ("joined history", ChannelFrames.Ok("\"1\"", "\"1\"", "stock:trades", """{"replay_from":1}"""));
        yield return ("live", ChannelFrames.Live("stock:trades", 1042));
        yield return ("subscribed", ChannelFrames.Ok(
            "\"1\"", "\"2\"", "stock:trades", ChannelFrames.Symbols(["RIO", "BHP"], 1042)));
        yield return ("refused", ChannelFrames.Refused("\"1\"", "\"1\"", "stock:trades",
            new Refusal("unknown_symbol", "No instrument is named 'XYZ'.") { Field = "symbols", Symbol = "XYZ" }));
        yield return ("gone", ChannelFrames.Refused("\"1\"", "\"1\"", "stock:trades", Fanout.Gone(5001)));
        yield return ("answered", ChannelFrames.Ok("null", "\"7\"", "phoenix"));
        yield return ("closed", ChannelFrames.Closed("\"1\"", "stock:trades"));
        yield return ("joined orders", ChannelFrames.Ok(
            "\"1\"", "\"1\"", "orders:ann", """{"live_from":1043,"sequence":1042}"""));
        yield return ("resumed orders", ChannelFrames.Ok(
            "\"1\"", "\"1\"", "orders:ann", """{"replay_from":12,"sequence":11}"""));
        yield return ("live orders", ChannelFrames.Live("orders:ann", 1043));
        yield return ("too far", ChannelFrames.Refused("\"1\"", "\"1\"", "orders:ann", BlotterFanout.TooFar(5001)));
        yield return ("lagging orders", ChannelFrames.Behind("orders:ann", 1043));
        yield return ("ended orders", ChannelFrames.Failed("\"1\"", "orders:ann", Refusal.Behind(1043)));
        var lag = new Lag();
        lag.Drop(1042);
        lag.Drop(5000);
        yield return ("lagging", ChannelFrames.Lagging(Topic.Find("stock:trades")!, lag));
        yield return ("dropped", ChannelFrames.Dropped(Topic.Find("stock:trades")!, "Behind for 10 s"));
        yield return ("failed", ChannelFrames.Failed(
            "\"1\"", "stock:trades", new Refusal("replay_failed", "The tape now begins with sequence 5001.")));
    }

    private static byte[] Ticker(Trade trade, Quote quote)
    {
        var store = new TickStore(new TickOptions());
        store.Define(Bhp);
        var payload = new byte[256];
        trade.Write(payload);
        store.Apply(1042, (ushort)MarketEventType.Trade, payload.AsSpan(0, Trade.Bytes));
        quote.Write(payload);
        store.Apply(1044, (ushort)MarketEventType.Quote, payload.AsSpan(0, Quote.Bytes));
        return TickerBoard.Frame(store.Find(Bhp.Id)!);
    }

    private static Bar Bar() => new()
    {
        Start = Timestamp.Parse("2014-03-09T23:10:00Z"),
        Open = Price.Parse("38.12"),
        High = Price.Parse("38.13"),
        Low = Price.Parse("38.12"),
        Close = Price.Parse("38.125"),
        Volume = Quantity.Parse("4700"),
        Vwap = Price.Parse("38.12457447"),
        Trades = 3,
    };

    private static BookView View(Timestamp time) => new()
    {
        Instrument = Bhp,
        Sequence = 1046,
        Time = time,
        IsSuspect = false,
        Bids = [Level("38.12", "300"), Level("38.11", "1250")],
        Asks = [Level("38.13", "600")],
    };

    private static ConsolidatedView OverVenues()
    {
        var feed = new Ticks.TickFeed();
        feed.Quote(feed.Define(Ticks.TickFeed.Kraken, "BTC-USD", currency: "USD"), 0, 102, 3, 103, 1);
        feed.Quote(feed.Define(Ticks.TickFeed.Nyse, "BTC-USD", currency: "USD"), Timestamp.PerSecond, 100, 1, 101, 2);
        feed.Define(Ticks.TickFeed.Asx, "BTC-USD");
        return ConsolidatedView.Of("BTC-USD", feed.Store.Named("BTC-USD"), Timestamp.MinValue);
    }

    private byte[] Delta(in EventHeader header)
    {
        var payload = new byte[BookUpdate.BytesFor(1, 1)];
        BookUpdate.Write(payload, header, [Level("38.12", "0")], [Level("38.14", "50.5")]);
        Assert.True(BookUpdate.TryRead(payload, out var update));
        return _frames.Book(Bhp, update, isSnapshot: false, 1047);
    }

    private static BookLevel Level(string price, string size) => new(Price.Parse(price), Quantity.Parse(size));

    private static string TextOf(byte[] frame) => Encoding.UTF8.GetString(frame.AsSpan(frame.Length - Length(frame)));

    private static int Length(byte[] frame) => frame[1] switch
    {
        126 => (frame[2] << 8) | frame[3],
        127 => (frame[6] << 24) | (frame[7] << 16) | (frame[8] << 8) | frame[9],
        _ => frame[1],
    };

    /// <summary>A block of the page, by its name.</summary>
    internal static string Block(string name)
    {
        var blocks = File.ReadAllText(Checkout.PathOf(Page)).Split("```");
        var start = $"json {name}\n";
        return Assert.Single(blocks, block => block.StartsWith(start, StringComparison.Ordinal))[start.Length..].Trim();
    }
}
