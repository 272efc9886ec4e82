using Bourse.Feeds.Playback;
using Bourse.Market;

namespace Bourse.Tests.Venues.Playback;

public sealed class CoinbaseVoiceTests : IDisposable
{
    private readonly StoredMarket _stored = new(seed: 1, events: 3_000, "COINBASE");

    public void Dispose() => _stored.Dispose();

    [Theory]
    [InlineData(
        """{"type":"subscribe","product_ids":["FOO-USD"],"channels":["matches"]}""",
        """{"type":"error","message":"Failed to subscribe","reason":"FOO-USD is not a valid product"}""")]
    [InlineData(
        """{"type":"subscribe","product_ids":["QUARK-USD"],"channels":["full"]}""",
        """{"type":"error","message":"Failed to subscribe","reason":"full is not a valid channel"}""")]
    [InlineData(
        """{"type":"unsubscribe","channels":["matches"]}""",
        """{"type":"error","message":"Failed to unsubscribe","reason":"No channels or product_ids provided"}""")]
    [InlineData(
        """{"type":"order"}""",
        """{"type":"error","message":"Failed to subscribe","reason":"Type has to be either subscribe or unsubscribe"}""")]
    [InlineData("[]", """{"type":"error","message":"Failed to subscribe","reason":"Malformed JSON"}""")]
    [InlineData("{", """{"type":"error","message":"Failed to subscribe","reason":"Malformed JSON"}""")]
    [InlineData(
        """{"type":"subscribe","product_ids":["QUARK-USD"],"channels":["heartbeat",{"name":"matches","product_ids":["LUMEN-USD"]}]}""",
        """{"type":"subscriptions","channels":[{"name":"heartbeat","product_ids":["QUARK-USD"]},{"name":"matches","product_ids":["LUMEN-USD"]}]}""")]
    [InlineData(
        """{"type":"unsubscribe","product_ids":["QUARK-USD"],"channels":["matches"]}""",
        """{"type":"subscriptions","channels":[]}""")]
    public void Requests_are_answered_in_Coinbases_form(string request, string answer)
    {
        using var playback = Open();
        Assert.Equal(answer, playback.Ask(request).Single());
    }

    [Fact]
    public void A_subscription_begins_with_the_book_once_it_is_known_and_with_the_last_match()
    {
        using var playback = Open();
        playback.Ask("""{"type":"subscribe","product_ids":["QUARK-USD"],"channels":["heartbeat"]}""");
        playback.Play();
        var frames = playback.Voice.Taken();
        Assert.NotEmpty(frames);
        Assert.All(frames, frame => Assert.StartsWith("{\"type\":\"heartbeat\",\"product_id\":\"QUARK-USD\",\"sequence\":", frame));

        frames = playback.Ask("""{"type":"subscribe","product_ids":["QUARK-USD"],"channels":["level2","matches"]}""");
        Assert.Equal(3, frames.Count);
        Assert.StartsWith("{\"type\":\"snapshot\",\"product_id\":\"QUARK-USD\",\"asks\":[[\"6", frames[1]);
        Assert.StartsWith("{\"type\":\"last_match\",\"product_id\":\"QUARK-USD\",\"trade_id\":", frames[2]);
    }

    [Fact]
    public void A_match_names_the_side_that_was_in_the_book()
    {
        using var playback = Open();
        playback.Ask("""{"type":"subscribe","product_ids":["QUARK-USD"],"channels":["matches"]}""");
        var match = System.Text.Encoding.UTF8.GetString(playback.PlayAll().First());
        var trade = _stored.Events("COINBASE").First(taped => taped.Type == MarketEventType.Trade
            && _stored.Instruments.Find(taped.Trade.Header.Instrument)!.Symbol == "QUARK-USD").Trade;
        Assert.Contains(trade.Header.Side == Side.Buy ? "\"side\":\"sell\"" : "\"side\":\"buy\"", match);
        Assert.Contains($"\"price\":\"{trade.Price}\"", match);
        Assert.Contains("\"trade_id\":1,", match);
    }

    [Fact]
    public void A_ticker_sums_the_day_up()
    {
        using var playback = Open();
        playback.Ask("""{"type":"subscribe","product_ids":["NOVA"],"channels":["ticker","matches"]}""");
        var (volume, high) = (0m, 0m);
        foreach (var bytes in playback.PlayAll())
        {
            using var json = System.Text.Json.JsonDocument.Parse(bytes);
            decimal Number(string name) => decimal.Parse(json.RootElement.GetProperty(name).GetString()!);
            if (json.RootElement.GetProperty("type").GetString() == "match")
                (volume, high) = (volume + Number("size"), Math.Max(high, Number("price")));
            else if (volume > 0)
                Assert.Equal((volume, high), (Number("volume_24h"), Number("high_24h")));
        }

        Assert.True(volume > 0);
    }

    private Bourse.Feeds.Playback.Playback Open() => _stored.Desk()
        .OpenTape(PlaybackProtocol.Coinbase, new PlaybackRequest { Venue = "COINBASE", Speed = 0 });
}
