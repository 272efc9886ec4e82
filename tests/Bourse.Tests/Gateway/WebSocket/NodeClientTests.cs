using System.Collections.Concurrent;
using System.Globalization;

namespace Bourse.Tests.Gateway;

/// <summary>The npm package "phoenix" as it is, in a real Node process.</summary>
public sealed class NodeClientTests
{
    [Fact]
    public async Task The_npm_client_joins_from_0_during_a_load_and_receives_every_trade_once_and_in_order()
    {
        const int Trades = 40_000;
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        var expected = new List<string>(Trades) { $"{market.Trade(bhp)} BHP" };
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);

        // The definition is sequence 1; the trades are all that follows.
        var client = NodeClient.RunAsync("trades.mjs", UrlOf(server), "0", $"{Trades + 1}");
        var writer = new Thread(() =>
        {
            while (expected.Count < Trades)
            {
                expected.Add($"{market.Trade(bhp)} BHP");

                // Spread over the time in which the client starts, joins and reads.
                if (expected.Count % 100 == 0)
                    Thread.Sleep(1);
            }
        });
        writer.Start();
        var received = await client;
        writer.Join();

        Assert.Equal(expected, received);
    }

    [Fact]
    public async Task The_npm_client_goes_on_after_its_last_trade_when_the_server_comes_back()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        var written = new ConcurrentQueue<string>();
        written.Enqueue($"{market.Trade(bhp)} BHP");
        await market.PublishedAsync();
        var server = await SocketServer.StartAsync(market);
        var port = server.Address.Port;
        var client = NodeClient.RunAsync("trades.mjs", UrlOf(server), "0", "1001");
        await Deadline.UntilAsync(() => server.Hub.Counters.FramesSent > 2, "the client joins");

        for (var i = 0; i < 300; i++)
            written.Enqueue($"{market.Trade(bhp)} BHP");
        await server.DisposeAsync();
        for (var i = 0; i < 300; i++)
            written.Enqueue($"{market.Trade(bhp)} BHP");
        await market.PublishedAsync();
        server = await SocketServer.StartAsync(market, port: port);
        await using var again = server;
        while (written.Count < 1_000)
            written.Enqueue($"{market.Trade(bhp)} BHP");

        Assert.Equal(written, await client);
    }

    [Fact]
    public async Task The_npm_client_keeps_its_connection_by_heartbeats()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market, new() { HeartbeatSecondsMax = 1 });

        var lines = await NodeClient.RunAsync("heartbeat.mjs", UrlOf(server), "15");
        Assert.Equal(["15 answered"], lines);
    }

    // The client adds "/websocket" itself.
    private static string UrlOf(SocketServer server) =>
        string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{server.Address.Port}/socket");
}
