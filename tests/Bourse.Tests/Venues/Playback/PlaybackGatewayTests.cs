using System.Net;
using System.Net.WebSockets;
using Bourse.Feeds.Playback;
using Bourse.Gateway;
using Bourse.Tests.Gateway;

namespace Bourse.Tests.Venues.Playback;

public sealed class PlaybackGatewayTests : IDisposable
{
    private const string Kraken = "/playback/kraken/v2";
    private const string Trades = """{"method":"subscribe","params":{"channel":"trade","symbol":["QUARK/USD"]}}""";

    private readonly StoredMarket _stored = new(seed: 5, events: 20_000);

    public void Dispose() => _stored.Dispose();

    [Fact]
    public async Task A_client_of_Kraken_hears_the_whole_past_and_a_clean_end()
    {
        await using var gateway = await StartAsync();
        using var client = await ConnectAsync(gateway, Kraken + "?speed=0&subscriptions=2", Trades, Trades.Replace("trade", "book"));
        var frames = await client.ReceiveAllAsync();
        using var same = _stored.Desk().OpenTape(PlaybackProtocol.Kraken, new PlaybackRequest { Venue = "KRAKEN", Speed = 0 });
        same.Ask(Trades);
        same.Ask(Trades.Replace("trade", "book"));
        Assert.Contains("\"channel\":\"status\"", frames[0]);
        Assert.Equal(same.PlayAll().Select(System.Text.Encoding.UTF8.GetString), frames[3..]);
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "The past is at its end"), client.Closed);
    }

    [Fact]
    public async Task A_client_of_Coinbase_hears_another_venue_in_its_own_protocol()
    {
        await using var gateway = await StartAsync();
        using var client = await ConnectAsync(
            gateway, "/playback/coinbase?venue=KRAKEN&speed=0",
            """{"type":"subscribe","product_ids":["QUARK-USD"],"channels":["level2_batch"]}""");
        var frames = await client.ReceiveAllAsync();
        Assert.Contains("\"type\":\"subscriptions\"", frames[0]);
        Assert.Contains("\"type\":\"snapshot\"", frames[1]);
        Assert.All(frames[2..], frame => Assert.StartsWith("{\"type\":\"l2update\"", frame));
    }

    [Fact]
    public async Task While_nothing_is_subscribed_requests_are_answered_and_nothing_else_is_said()
    {
        await using var gateway = await StartAsync();
        using var client = await ConnectAsync(gateway, Kraken, """{"method":"ping","req_id":1}""", "no request");
        var frames = await client.ReceiveAsync(3);
        Assert.Contains("pong", frames[1]);
        Assert.Contains("Malformed request", frames[2]);
    }

    [Fact]
    public async Task The_past_goes_on_only_as_fast_as_the_client_takes_it()
    {
        await using var gateway = await StartAsync();
        using var slow = await ConnectAsync(gateway, Kraken + "?speed=0", Trades.Replace("trade", "book"));
        using var quick = await ConnectAsync(gateway, Kraken + "?speed=0", Trades.Replace("trade", "book"));
        var expected = (await quick.ReceiveAllAsync()).Count;
        Assert.Equal(expected, (await slow.ReceiveAllAsync()).Count);
    }

    [Theory]
    [InlineData("?speed=fast", HttpStatusCode.BadRequest)]
    [InlineData("?speed=-1", HttpStatusCode.BadRequest)]
    [InlineData("?from=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("?subscriptions=1001", HttpStatusCode.BadRequest)]
    [InlineData("?pace=1", HttpStatusCode.BadRequest)]
    [InlineData("?venue=NOWHERE", HttpStatusCode.NotFound)]
    [InlineData("?capture=../../etc", HttpStatusCode.NotFound)]
    [InlineData("?from=2026-03-02&to=2026-03-01", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_played_is_refused_before_the_handshake(string query, HttpStatusCode status)
    {
        await using var gateway = await StartAsync();
        var refusal = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(gateway, Kraken + query));
        Assert.Contains($"'{(int)status}'", refusal.Message);
    }

    [Fact]
    public async Task Without_a_WebSocket_the_answer_says_so()
    {
        await using var gateway = await StartAsync();
        Assert.Contains("websocket_only", await gateway.TextAsync(Kraken, HttpStatusCode.UpgradeRequired));
    }

    [Fact]
    public async Task Limits_hold_on_clients_and_on_the_size_of_messages()
    {
        await using var gateway = await StartAsync(new PlaybackLimits { ClientsMax = 1, MessageBytesMax = 256 });
        using (var client = await ConnectAsync(gateway, Kraken))
        {
            var refusal = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(gateway, Kraken));
            Assert.Contains("'503'", refusal.Message);
            await client.SendAsync(new string(' ', 300));
            await client.ReceiveAllAsync();
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.Closed.Status);
        }
    }

    private Task<RunningGateway> StartAsync(PlaybackLimits? limits = null) => RunningGateway.StartAsync(
        options: new GatewayOptions { Playback = limits ?? new PlaybackLimits() },
        change: parts => parts with { Playback = _stored.Desk(limits: limits) });

    private static Task<PlainSocket> ConnectAsync(RunningGateway gateway, string path, params string[] frames) =>
        PlainSocket.ConnectAsync(
            new UriBuilder(new Uri(gateway.Client.BaseAddress!, path)) { Scheme = "ws" }.Uri, frames);
}
