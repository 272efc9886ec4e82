using System.Net;
using System.Net.WebSockets;
using Bourse.Gateway.Auth;

namespace Bourse.Tests.Gateway;

/// <summary>Every topic by everybody.</summary>
public sealed class SocketRightsTests
{
    private static readonly string[] Topics =
    [
        "stock:trades", "stock:quotes", "stock:bars", "stock:book", "stock:consolidated", "stock:ticker", "market:summary",
        "prices:BHP", "orders:ann", "orders:bob", "orders:zoe", "orders:*", "alerts:ann", "alerts:bob",
    ];

    [Theory]
    [InlineData("nobody", "ok ok ok ok ok ok ok ok unauthenticated unauthenticated unauthenticated unauthenticated "
        + "unauthenticated unauthenticated")]
    [InlineData("revoked", "ok ok ok ok ok ok ok ok unauthenticated unauthenticated unauthenticated unauthenticated "
        + "unauthenticated unauthenticated")]
    [InlineData("viewer of ann", "ok ok ok ok ok ok ok ok ok account_unknown account_unknown forbidden ok unknown_user")]
    [InlineData("ann", "ok ok ok ok ok ok ok ok ok account_unknown account_unknown forbidden ok unknown_user")]
    [InlineData("bob", "ok ok ok ok ok ok ok ok account_unknown ok account_unknown forbidden unknown_user ok")]
    [InlineData("admin", "ok ok ok ok ok ok ok ok ok ok account_unknown ok ok ok")]
    [InlineData("ann without reading", "ok ok ok ok ok ok ok ok forbidden forbidden forbidden forbidden forbidden forbidden")]
    public async Task Each_may_join_what_is_everybodys_and_what_is_its_own(string who, string expected)
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await socket.DefineAsync("BHP");
        if (who == "revoked")
            socket.Callers.Revoke(SocketCallers.Ann);
        await using var client = await socket.ConnectAsync(CallerOf(who));
        var answers = new List<string>();
        foreach (var topic in Topics)
        {
            var reply = await client.AskAsync(topic, "phx_join");
            answers.Add(reply.GetProperty("response").TryGetProperty("reason", out var reason) ? $"{reason}" : "ok");
        }

        Assert.Equal(expected, string.Join(' ', answers));
    }

    [Fact]
    public async Task Somebody_elses_account_is_refused_in_the_very_words_for_one_that_does_not_exist()
    {
        await using var socket = await ExchangeSocket.StartAsync();
        await using var bob = await socket.ConnectAsync(SocketCallers.Bob);
        var others = (await bob.RefusedAsync("orders:ann", "phx_join", """{"from":0,"snapshot":7}""")).GetRawText();
        var missing = (await bob.RefusedAsync("orders:zoe", "phx_join", """{"from":0,"snapshot":7}""")).GetRawText();
        Assert.Equal(missing.Replace("zoe", "ann", StringComparison.Ordinal), others);
    }

    [Theory]
    [InlineData("nobody", HttpStatusCode.Unauthorized)]
    [InlineData("ann without reading", HttpStatusCode.Forbidden)]
    public async Task Where_market_data_is_not_open_a_socket_needs_somebody_who_may_read(string who, HttpStatusCode status)
    {
        await using var socket = await ExchangeSocket.StartAsync(options: new() { OpenMarketData = OpenMarket.No });
        await using (await socket.ConnectAsync(SocketCallers.Viewer))
        {
            using var refused = new ClientWebSocket();
            refused.Options.CollectHttpResponseDetails = true;
            await Assert.ThrowsAsync<WebSocketException>(() => refused.ConnectAsync(
                new Uri(socket.Server.Address + SocketCallers.QueryOf(CallerOf(who))), TestContext.Current.CancellationToken));
            Assert.Equal(status, refused.HttpStatusCode);
        }
    }

    private static Caller CallerOf(string who) => who switch
    {
        "viewer of ann" => SocketCallers.Viewer,
        "ann" or "revoked" => SocketCallers.Ann,
        "bob" => SocketCallers.Bob,
        "admin" => SocketCallers.Root,
        "ann without reading" => SocketCallers.Blind,
        _ => Caller.Nobody,
    };
}
