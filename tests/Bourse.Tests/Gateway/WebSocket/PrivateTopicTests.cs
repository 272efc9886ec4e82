using System.Net;
using System.Net.WebSockets;
using Bourse.Gateway.WebSocket;

namespace Bourse.Tests.Gateway;

public sealed class PrivateTopicTests
{
    private readonly SocketCallers _callers = new();

    [Fact]
    public async Task What_is_published_for_a_user_reaches_every_socket_that_has_joined_and_no_other()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market);
        await using var ann = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
        await using var viewer = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Viewer));
        await using var bob = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Bob));
        Assert.Equal(0, server.Hub.Topics.Publish(PrivateTopics.AlertsOf("ann"), "alert", """{"id":1}"""u8));
        await ann.JoinAsync("alerts:ann");
        await viewer.JoinAsync("alerts:ann");
        await bob.JoinAsync("alerts:bob");

        Assert.Equal(2, server.Hub.Topics.Publish(PrivateTopics.AlertsOf("ann"), "alert", """{"id":2}"""u8));
        Assert.Equal(1, server.Hub.Topics.Publish(PrivateTopics.AlertsOf("bob"), "alert", """{"id":3}"""u8));

        foreach (var (client, topic, id) in new[] { (ann, "alerts:ann", 2), (viewer, "alerts:ann", 2), (bob, "alerts:bob", 3) })
        {
            var frame = await client.ReadAsync();
            Assert.Equal((topic, "alert"), (frame.Topic, frame.Event));
            Assert.Equal("{\"event\":\"alert\",\"data\":{\"id\":" + id + "}}", frame.Payload.GetRawText());
        }
    }

    [Fact]
    public async Task A_topic_that_was_left_is_silent()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market);
        await using var ann = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
        await ann.JoinAsync("alerts:ann");
        await ann.AskAsync("alerts:ann", "phx_leave");

        Assert.Equal(0, server.Hub.Topics.Publish(PrivateTopics.AlertsOf("ann"), "alert", "{}"u8));
    }

    [Fact]
    public async Task A_client_that_does_not_keep_up_loses_the_topic_and_may_join_again()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market, new() { OutboxFramesMax = 1_024 });
        await using var ann = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
        await ann.JoinAsync("alerts:ann");
        var data = System.Text.Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 10_000)}}"}""");
        var sent = 0;
        while (server.Hub.Topics.Publish(PrivateTopics.AlertsOf("ann"), "alert", data) > 0)
            sent++;

        for (var i = 0; i < sent; i++)
            Assert.Equal("alert", (await ann.ReadAsync()).Event);
        Assert.Equal("""{"event":"lagging"}""", (await ann.ReadAsync()).Payload.GetRawText());
        var end = await ann.ReadAsync();
        Assert.Equal(("phx_error", "lagging"), (end.Event, end.Payload.GetProperty("reason").GetString()));
        await ann.JoinAsync("alerts:ann");
        Assert.Equal(1, server.Hub.Topics.Publish(PrivateTopics.AlertsOf("ann"), "alert", "{}"u8));
        Assert.Equal("alert", (await ann.ReadAsync()).Event);
    }

    [Fact]
    public async Task A_user_that_is_another_is_refused_like_one_that_does_not_exist()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market);
        await using var bob = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Bob));
        await using var root = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Root));
        await using var blind = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Blind));
        await using var nobody = await PhoenixClient.ConnectAsync(server);

        Assert.Equal("""{"reason":"unknown_user","detail":"No user is named 'ann'."}""", await RefusedAsync(bob, "alerts:ann"));
        Assert.Equal("""{"reason":"unknown_user","detail":"No user is named 'zoe'."}""", await RefusedAsync(bob, "alerts:zoe"));
        Assert.Contains("unauthenticated", await RefusedAsync(nobody, "alerts:ann"), StringComparison.Ordinal);
        Assert.Contains("forbidden", await RefusedAsync(blind, "alerts:ann"), StringComparison.Ordinal);
        await root.JoinAsync("alerts:ann");

        static async Task<string> RefusedAsync(PhoenixClient client, string topic) =>
            (await client.RefusedAsync(topic, "phx_join")).GetRawText();
    }

    [Fact]
    public async Task Whoever_is_revoked_while_connected_is_closed_with_4003_and_cannot_come_back_as_that()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market);
        await using var ann = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
        await using var bob = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Bob));
        await using var nobody = await PhoenixClient.ConnectAsync(server);
        await ann.JoinAsync("alerts:ann");
        _callers.Revoke(SocketCallers.Ann);

        Assert.Null(await ann.ReadTextAsync());
        Assert.Equal((WebSocketCloseStatus)4003, ann.Socket.CloseStatus);
        await bob.JoinAsync("alerts:bob");
        await nobody.AskAsync("phoenix", "heartbeat");
        await using var again = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
        await again.RefusedAsync("alerts:ann", "phx_join");
    }

    [Fact]
    public async Task A_user_has_only_so_many_sockets_over_all_its_keys()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market, new() { SocketsPerUserMax = 2 });
        await using var first = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
        await using (await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Viewer)))
        {
            await AssertTooManyAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
            await using var bob = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Bob));
            await using var nobody = await PhoenixClient.ConnectAsync(server);
        }

        await Deadline.UntilAsync(() => server.Hub.Clients == 1, "all but one are gone");
        await using var again = await PhoenixClient.ConnectAsync(server, SocketCallers.QueryOf(SocketCallers.Viewer));
    }

    [Fact]
    public async Task An_address_has_only_so_many_sockets()
    {
        using var market = new LiveMarket();
        await using var server = await StartAsync(market, new() { SocketsPerAddressMax = 1 });
        await using var first = await PhoenixClient.ConnectAsync(server);
        await AssertTooManyAsync(server, SocketCallers.QueryOf(SocketCallers.Ann));
    }

    private static async Task AssertTooManyAsync(SocketServer server, string query)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(
            new Uri(server.Address + query), TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.TooManyRequests, socket.HttpStatusCode);
    }

    private Task<SocketServer> StartAsync(LiveMarket market, WebSocketLimits? limits = null) =>
        SocketServer.StartAsync(market, limits, change: _callers.Into);
}
