using Bourse.Feeds.Playback;
using Bourse.Market;

namespace Bourse.Tests.Venues.Playback;

public sealed class KrakenVoiceTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private const string Times = "\"time_in\":\"2026-11-21T12:00:00Z\",\"time_out\":\"2026-11-21T12:00:00Z\"}";

    private readonly StoredMarket _stored = new(seed: 1, events: 3_000);

    public void Dispose() => _stored.Dispose();

    [Theory]
    [InlineData("""{"method":"ping","req_id":5}""", """{"method":"pong","req_id":5,""")]
    [InlineData("""{"method":"ping"}""", """{"method":"pong",""")]
    [InlineData(
        """{"method":"subscribe","params":{"channel":"trade","symbol":["QUARK/USD"]},"req_id":1}""",
        """{"method":"subscribe","result":{"channel":"trade","snapshot":true,"symbol":"QUARK/USD"},"success":true,"req_id":1,""")]
    [InlineData(
        """{"method":"subscribe","params":{"channel":"book","symbol":["QUARK/USD"],"depth":25}}""",
        """{"method":"subscribe","result":{"channel":"book","depth":25,"snapshot":true,"symbol":"QUARK/USD"},"success":true,""")]
    [InlineData(
        """{"method":"subscribe","params":{"channel":"book","symbol":["QUARK/USD"],"depth":11}}""",
        """{"error":"Subscription depth not supported","method":"subscribe","symbol":"QUARK/USD","success":false,""")]
    [InlineData(
        """{"method":"subscribe","params":{"channel":"book","symbol":["QUARK-USD"]}}""",
        """{"error":"Currency pair not supported QUARK-USD","method":"subscribe","symbol":"QUARK-USD","success":false,""")]
    [InlineData(
        """{"method":"subscribe","params":{"channel":"level9","symbol":["QUARK/USD"]},"req_id":2}""",
        """{"error":"Subscription name invalid","method":"subscribe","success":false,"req_id":2,""")]
    [InlineData(
        """{"method":"unsubscribe","params":{"channel":"book","symbol":["QUARK/USD"]}}""",
        """{"error":"Subscription Not Found","method":"unsubscribe","symbol":"QUARK/USD","success":false,""")]
    [InlineData("""{"method":"subscribe","params":{"channel":"book"}}""",
        """{"error":"Symbol(s) not found","method":"subscribe","success":false,""")]
    [InlineData("""{"method":"add_order"}""", """{"error":"Unsupported method","method":"add_order","success":false,""")]
    [InlineData("""{"method":7}""", """{"error":"Malformed request","success":false,""")]
    [InlineData("""["method"]""", """{"error":"Malformed request","success":false,""")]
    [InlineData("nothing like it \" \u0001", """{"error":"Malformed request","success":false,""")]
    public void Requests_are_answered_in_Krakens_form(string request, string answer)
    {
        using var playback = Open();
        Assert.Equal(answer + Times, playback.Ask(request).Single());
    }

    [Fact]
    public void A_symbol_that_is_no_text_of_ours_is_shown_back_escaped()
    {
        using var playback = Open();
        var answer = playback.Ask("""{"method":"subscribe","params":{"channel":"book","symbol":["a\"b"]}}""").Single();
        using var json = System.Text.Json.JsonDocument.Parse(answer);
        Assert.Equal("a\"b", json.RootElement.GetProperty("symbol").GetString());
    }

    [Fact]
    public void Subscriptions_end_and_begin_at_any_time()
    {
        const string Subscribe = """{"method":"subscribe","params":{"channel":"book","symbol":["QUARK/USD"]}}""";
        using var playback = Open();
        playback.Ask(Subscribe);
        Assert.Contains("Already subscribed", playback.Ask(Subscribe).Single());
        playback.Play();
        Assert.Contains("\"type\":\"update\"", playback.Voice.Taken()[^1]);
        playback.Ask(Subscribe.Replace("subscribe", "unsubscribe"));
        playback.Play();
        Assert.Empty(playback.Voice.Taken());
        var again = playback.Ask(Subscribe);
        Assert.Contains("\"type\":\"snapshot\"", again[1]);
        Assert.Equal(1, playback.Voice.Subscriptions);
    }

    [Fact]
    public void Instruments_have_their_steps_and_decimals()
    {
        using var playback = Open();
        var frames = playback.Ask("""{"method":"subscribe","params":{"channel":"instrument"}}""");
        Assert.Equal(2, frames.Count);
        Assert.Contains(
            """{"symbol":"QUARK/USD","base":"QUARK","quote":"USD","status":"online","qty_precision":4,"qty_increment":0.0001,"price_precision":0,"price_increment":5,""",
            frames[1]);
        Assert.DoesNotContain("OTHER", frames[1]);
        Assert.False(playback.HasBegun);
    }

    [Fact]
    public void More_subscriptions_than_may_be_are_refused()
    {
        using var playback = _stored.Desk(new ManualClock(Noon), new PlaybackLimits { SubscriptionsMax = 1 })
            .OpenTape(PlaybackProtocol.Kraken, new PlaybackRequest { Venue = "KRAKEN", Speed = 0 });
        var answers = playback.Ask(
            """{"method":"subscribe","params":{"channel":"trade","symbol":["QUARK/USD","LUMEN/USD"]}}""");
        Assert.Contains("\"success\":true", answers[0]);
        Assert.Contains("Subscription limit exceeded", answers[1]);
    }

    [Fact]
    public void A_venue_greets_and_its_heart_beats_for_subscribers()
    {
        using var playback = Open();
        playback.Voice.Greet();
        playback.Voice.Idle();
        Assert.Contains("\"channel\":\"status\"", playback.Voice.Taken().Single());
        playback.Ask("""{"method":"subscribe","params":{"channel":"trade","symbol":["QUARK/USD"]}}""");
        playback.Voice.Idle();
        Assert.Equal("""{"channel":"heartbeat"}""", playback.Voice.Taken().Single());
    }

    [Fact]
    public void A_frame_of_the_market_allocates_nothing()
    {
        var market = new PlaybackMarket(_stored.Instruments.Find("KRAKEN:QUARK-USD")!, "QUARK/USD", 0);
        var frames = new VoiceFrames();
        var side = new ShownSide(Side.Buy, 10);
        Assert.Equal(0, Allocation.Of(() =>
        {
            frames.Clear();
            KrakenWords.Book(frames, market, "update"u8, side.Update(market.Book.Bids), [], 1);
            KrakenWords.Trade(frames, market, isSnapshot: false);
            KrakenWords.Ticker(frames, market, isSnapshot: false);
        }));
    }

    private Bourse.Feeds.Playback.Playback Open() => _stored.Desk(new ManualClock(Noon))
        .OpenTape(PlaybackProtocol.Kraken, new PlaybackRequest { Venue = "KRAKEN", Speed = 0 });
}
