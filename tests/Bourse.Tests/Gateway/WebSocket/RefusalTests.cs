using System.Net.WebSockets;
using System.Text;
using Bourse.Gateway.WebSocket;

namespace Bourse.Tests.Gateway;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("stock:orders", "phx_join", "{}", "unknown_topic")]
    [InlineData("prices:", "phx_join", "{}", "unknown_topic")]
    [InlineData("prices:XYZ", "phx_join", "{}", "unknown_symbol")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP","XYZ"]}""", "unknown_symbol")]
    [InlineData("stock:trades", "phx_join", """{"symbols":"BHP"}""", "invalid_symbols")]
    [InlineData("stock:trades", "phx_join", """{"symbols":[1]}""", "invalid_symbols")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["\ud800"]}""", "invalid_symbols")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["A","B","C","D"]}""", "too_many_symbols")]
    [InlineData("stock:trades", "phx_join", """{"from":"yesterday"}""", "invalid_from")]
    [InlineData("stock:trades", "phx_join", """{"from":-1}""", "invalid_from")]
    [InlineData("stock:trades", "phx_join", """{"from":1.5}""", "invalid_from")]
    [InlineData("stock:trades", "phx_join", """{"from":"-1"}""", "invalid_from")]
    [InlineData("stock:trades", "phx_join", """{"from":"1000"}""", "sequence_in_future")]
    [InlineData("stock:trades", "phx_join", """{"from":1000}""", "sequence_in_future")]
    [InlineData("stock:trades", "phx_join", "[]", "invalid_payload")]
    [InlineData("stock:bars", "phx_join", """{"interval":"7m"}""", "invalid_interval")]
    [InlineData("stock:book", "phx_join", """{"depth":3}""", "invalid_depth")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP"],"at":"yesterday"}""", "invalid_at")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP"],"at":"2014-03-10T00:00:00Z","from":1}""", "invalid_at")]
    [InlineData("stock:trades", "phx_join", """{"at":"2014-03-10T00:00:00Z"}""", "invalid_at")]
    [InlineData("stock:consolidated", "phx_join", """{"symbols":["BHP"],"at":0}""", "invalid_at")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP"],"speed":2}""", "invalid_speed")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP"],"at":0,"speed":-1}""", "invalid_speed")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP"],"at":0,"speed":1e9}""", "invalid_speed")]
    [InlineData("stock:trades", "phx_join", """{"symbols":["BHP"],"at":0,"speed":"2"}""", "invalid_speed")]
    [InlineData("stock:trades", "subscribe", """{"symbols":["BHP"]}""", "not_joined")]
    [InlineData("stock:trades", "phx_leave", "{}", "not_joined")]
    [InlineData("phoenix", "phx_join", "{}", "unknown_topic")]
    public async Task A_request_that_makes_no_sense_is_refused_with_a_reason(
        string topic, string name, string payload, string reason)
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market, new() { SymbolsMax = 3 });
        await using var client = await PhoenixClient.ConnectAsync(server);

        var refusal = await client.RefusedAsync(topic, name, payload);
        Assert.Equal(reason, refusal.GetProperty("reason").GetString());
        if (reason == "unknown_symbol")
            Assert.Equal("XYZ", refusal.GetProperty("symbol").GetString());

        // Nothing is lost: the same socket joins as if nothing had been.
        await client.JoinAsync("stock:trades");
        Assert.Equal(market.Trade(bhp), (await client.ReadAsync()).Sequence);
    }

    [Theory]
    [InlineData("subscribe", "{}", "missing_field")]
    [InlineData("subscribe", """{"symbols":["XYZ"]}""", "unknown_symbol")]
    [InlineData("subscribe", """{"symbols":["ASX:BHP","RIO","ASX:RIO"]}""", "too_many_symbols")]
    [InlineData("shout", "{}", "unknown_event")]
    public async Task A_change_that_makes_no_sense_leaves_the_channel_as_it_was(
        string name, string payload, string reason)
    {
        using var market = new LiveMarket();
        var (bhp, rio) = (market.Define("BHP"), market.Define("RIO"));
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market, new() { SymbolsMax = 3 });
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades", """{"symbols":["BHP"]}""");
        var refusal = await client.RefusedAsync("stock:trades", name, payload);
        Assert.Equal(reason, refusal.GetProperty("reason").GetString());
        market.Trade(rio);
        Assert.Equal(market.Trade(bhp), (await client.ReadAsync()).Sequence);
    }

    [Theory]
    [InlineData("hello", "not JSON")]
    [InlineData("{}", "not an array")]
    [InlineData("[]", "join_ref")]
    [InlineData("[null,[],\"t\",\"e\",{}]", "ref")]
    [InlineData("[null,null,7,\"e\",{}]", "topic")]
    [InlineData("[null,null,\"t\",\"\",{}]", "event")]
    [InlineData("[null,null,\"t\",\"e\"]", "payload is missing")]
    [InlineData("[null,null,\"t\",\"e\",{},1]", "more than five")]
    [InlineData("[null,null,\"t\",\"e\",{}] []", "not JSON")]
    [InlineData("[null,null,\"\\ud800\",\"e\",{}]", "UTF")]
    public async Task A_malformed_message_is_answered_and_the_socket_lives_on(string text, string part)
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.SendAsync(text);
        var frame = await client.ReadAsync();
        var response = frame.Payload.GetProperty("response");
        Assert.Equal(("phx_reply", "malformed_message"), (frame.Event, response.GetProperty("reason").GetString()));
        Assert.Contains(part, response.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await client.AskAsync("phoenix", "heartbeat");
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public async Task Whatever_a_client_sends_the_server_answers_the_next_heartbeat(int seed)
    {
        using var market = new LiveMarket();
        market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(
            market, new() { MessagesPerSecondMax = 1_000_000 });
        await using var client = await PhoenixClient.ConnectAsync(server);
        string[] whole =
        [
            """["1","1","stock:trades","phx_join",{"symbols":["BHP"],"from":0}]""",
            """["1","2","stock:book","phx_join",{"depth":10,"from":"2014-03-10T00:00:00Z"}]""",
            """[null,"3","phoenix","heartbeat",{}]""",
            """["1","4","stock:trades","subscribe",{"symbols":["BHP"]}]""",
            """["1","5","stock:bars","phx_join",{"interval":"1m"}]""",
        ];

        var random = new Random(seed);
        for (var i = 0; i < 500; i++)
        {
            await client.Socket.SendAsync(
                Garble(whole[random.Next(whole.Length)], random), WebSocketMessageType.Text, true,
                TestContext.Current.CancellationToken);
            if (i % 50 == 0)
                await client.AskAsync("phoenix", "heartbeat");
        }

        var reply = await client.AskAsync("phoenix", "heartbeat");
        Assert.Equal("ok", reply.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_with_1009()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market, new() { MessageBytesMax = 2_000 });
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.SendAsync(new string('x', 2_001));
        Assert.Null(await client.ReadTextAsync());
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_binary_message_closes_with_1003()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.Socket.SendAsync(
            new byte[] { 1, 2 }, WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        Assert.Null(await client.ReadTextAsync());
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task Too_many_messages_are_refused_and_a_flood_is_closed_with_1008()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market, new() { MessagesPerSecondMax = 5 });
        await using var client = await PhoenixClient.ConnectAsync(server);

        var answers = new List<string>();
        for (var i = 0; i < 6; i++)
            answers.Add((await client.AskAsync("phoenix", "heartbeat")).GetRawText());
        Assert.Contains(answers, answer => answer.Contains("too_many_messages", StringComparison.Ordinal));

        for (var i = 0; i < 120; i++)
            await client.SendAsync("[null,\"1\",\"phoenix\",\"heartbeat\",{}]");
        while (await client.ReadTextAsync() is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_client_joins_so_many_channels_and_no_more()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market, new() { ChannelsMax = 1 });
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades");
        var refusal = await client.RefusedAsync("stock:quotes", "phx_join");
        Assert.Equal("too_many_channels", refusal.GetProperty("reason").GetString());
        await client.JoinAsync("stock:trades");
    }

    [Theory]
    [InlineData("?vsn=1.0.0", null, 400)]
    [InlineData("", null, 400)]
    [InlineData("?vsn=2.0.0", "http://elsewhere.example", 403)]
    [InlineData("?vsn=2.0.0", "null", 403)]
    public async Task Who_may_not_connect_is_told_by_a_status(string query, string? origin, int status)
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(
            new Uri(server.Address + query), TestContext.Current.CancellationToken));
        Assert.Equal(status, (int)socket.HttpStatusCode);
    }

    [Theory]
    [InlineData("same")]
    [InlineData("http://friend.example")]
    public async Task Pages_of_the_same_host_and_of_allowed_origins_may_connect(string origin)
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(
            market, new() { AllowedOrigins = ["http://friend.example"] });
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin == "same" ? $"http://{server.Address.Authority}" : origin);

        await socket.ConnectAsync(new Uri(server.Address + "?vsn=2.0.0"), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Fact]
    public async Task One_client_too_many_is_answered_503_until_another_leaves()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market, new() { ClientsMax = 1 });
        await using (await PhoenixClient.ConnectAsync(server))
        {
            using var second = new ClientWebSocket();
            second.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => second.ConnectAsync(
                new Uri(server.Address + "?vsn=2.0.0"), TestContext.Current.CancellationToken));
            Assert.Equal(503, (int)second.HttpStatusCode);
        }

        await Deadline.UntilAsync(() => server.Hub.Clients == 0, "the first client leaves");
        await using var third = await PhoenixClient.ConnectAsync(server);
        await third.AskAsync("phoenix", "heartbeat");
    }

    [Fact]
    public async Task Nobody_is_let_in_before_the_tape_has_been_read()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market, isCaughtUp: false);
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(
            new Uri(server.Address + "?vsn=2.0.0"), TestContext.Current.CancellationToken));
        Assert.Equal(503, (int)socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_plain_request_is_told_to_upgrade()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        using var http = new HttpClient();

        var answer = await http.GetAsync(
            new Uri($"http://{server.Address.Authority}{PhoenixSocket.Path}"), TestContext.Current.CancellationToken);
        Assert.Equal(426, (int)answer.StatusCode);
    }

    private static byte[] Garble(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = random.Next(4); i >= 0; i--)
        {
            // Printable bytes only: what is not UTF-8 at all ends the connection, as the protocol demands.
            var at = random.Next(bytes.Length);
            bytes = random.Next(3) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(32, 127), .. bytes[at..]],
                1 when bytes.Length > 1 => [.. bytes[..at], .. bytes[(at + 1)..]],
                _ => [.. bytes[..at], (byte)random.Next(32, 127), .. bytes[(at + 1)..]],
            };
        }

        return bytes;
    }
}
