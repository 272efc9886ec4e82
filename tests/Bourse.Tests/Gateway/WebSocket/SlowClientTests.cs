using System.Diagnostics;
using System.Net.WebSockets;
using Bourse.Gateway.WebSocket;
using Bourse.Market;

namespace Bourse.Tests.Gateway;

public sealed class SlowClientTests
{
    private const int Batch = 500;

    [Fact]
    public async Task A_client_that_stops_reading_is_conflated_and_told_while_another_misses_nothing()
    {
        using var market = new LiveMarket();
        Instrument[] instruments = [market.Define("BHP"), market.Define("RIO"), market.Define("DVN")];
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market, Small(behindSecondsMax: 60));
        await using var slow = await PhoenixClient.ConnectAsync(server);
        await using var quick = await PhoenixClient.ConnectAsync(server);
        await slow.JoinAsync("stock:trades");
        await quick.JoinAsync("stock:trades");

        var written = new List<long>();
        await TradeUntilAsync(market, instruments, quick, written, () => IsBehind(server));
        long[] latest = [.. instruments.Select(instrument => market.Trade(instrument))];
        written.AddRange(latest);
        foreach (var sequence in latest)
            Assert.Equal(sequence, (await quick.ReadAsync()).Sequence);

        var received = new List<long>();
        var frame = await slow.ReadAsync();
        for (; frame.Event == "trade"; frame = await slow.ReadAsync())
            received.Add(frame.Sequence);
        Assert.Equal("lagging", frame.Event);
        var dropped = frame.Payload.GetProperty("dropped").GetInt64();
        Assert.Equal(written[received.Count], frame.Payload.GetProperty("from_sequence").GetInt64());
        Assert.InRange(frame.Payload.GetProperty("to_sequence").GetInt64(), received[^1], latest[0]);
        foreach (var sequence in latest)
            Assert.Equal(sequence, (await slow.ReadAsync()).Sequence);
        Assert.Equal(written[..received.Count], received);
        Assert.Equal(written.Count, received.Count + dropped + latest.Length);

        // It has caught up: the next event reaches it like everybody.
        var next = market.Trade(instruments[0]);
        Assert.Equal(next, (await slow.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_client_that_stays_behind_is_told_and_closed_while_another_misses_nothing()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market, Small(behindSecondsMax: 1));
        await using var slow = await PhoenixClient.ConnectAsync(server);
        await using var quick = await PhoenixClient.ConnectAsync(server);
        await slow.JoinAsync("stock:trades");
        await quick.JoinAsync("stock:trades");

        await TradeUntilAsync(market, [bhp], quick, [], () => server.Hub.Counters.ClientsDropped > 0);

        var frame = await slow.ReadAsync();
        while (frame.Event == "trade")
            frame = await slow.ReadAsync();
        Assert.Equal("dropped", frame.Event);
        Assert.Null(await slow.ReadTextAsync());
        Assert.Equal((WebSocketCloseStatus)4008, slow.Socket.CloseStatus);
        Assert.Equal("Behind for 1 s", slow.Socket.CloseStatusDescription);
        Assert.Equal(market.Trade(bhp), (await quick.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_at_all_is_cut()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(
            market, Small(behindSecondsMax: 1) with { CloseSecondsMax = 1 });
        await using var slow = await PhoenixClient.ConnectAsync(server);
        await using var quick = await PhoenixClient.ConnectAsync(server);
        await slow.JoinAsync("stock:trades");
        await quick.JoinAsync("stock:trades");

        await TradeUntilAsync(market, [bhp], quick, [], () => server.Hub.Clients == 1);

        Assert.Equal(1, server.Hub.Counters.ClientsDropped);
    }

    [Fact]
    public async Task A_book_that_fell_behind_begins_anew_with_a_snapshot()
    {
        using var market = new LiveMarket();
        var btc = market.Define("BTC", LiveMarket.Kraken);
        market.Book(btc, isSnapshot: true, [("99", "1")], [("101", "1")]);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market, Small(behindSecondsMax: 60));
        await using var slow = await PhoenixClient.ConnectAsync(server);
        await slow.JoinAsync("stock:book");

        var size = 1;
        while (!IsBehind(server))
            for (var i = 0; i < Batch; i++)
                market.Book(btc, isSnapshot: false, [("99", $"{++size}")], []);
        var last = market.Book(btc, isSnapshot: false, [("98", "7")], []);
        await market.PublishedAsync();

        // The client may have caught up and fallen behind again; each time a snapshot follows at once.
        var lags = 0;
        PhoenixFrame frame;
        do
        {
            frame = await slow.ReadAsync();
            if (frame.Event != "lagging")
                continue;
            lags++;
            frame = await slow.ReadAsync();
            Assert.Equal("book_snapshot", frame.Event);
        }
        while (frame.Sequence < last);
        Assert.True(lags > 0);
        Assert.Equal(last, frame.Sequence);
        var bids = frame.Event == "book_snapshot" ? $"[[99,{size}],[98,7]]" : "[[98,7]]";
        Assert.Equal(bids, frame.Data.GetProperty("bids").GetRawText());
        var change = market.Book(btc, isSnapshot: false, [("97", "1")], []);
        var delta = await slow.ReadAsync();
        Assert.Equal(("book_delta", change), (delta.Event, delta.Sequence));
    }

    private static WebSocketLimits Small(int behindSecondsMax) => new()
    {
        OutboxFramesMax = 1_024,
        OutboxKilobytesMax = 1_024,
        BehindSecondsMax = behindSecondsMax,
        CloseSecondsMax = 20,
    };

    // Far behind, not just for a moment: the sockets' own buffers are full, and so is the outbox.
    private static bool IsBehind(SocketServer server) => server.Hub.Counters.FramesDropped > 5_000;

    // Trades in batches that the quick client reads as they come; none may take it long.
    private static async Task TradeUntilAsync(
        LiveMarket market, Instrument[] instruments, PhoenixClient quick, List<long> written, Func<bool> isEnough)
    {
        while (!isEnough())
        {
            var since = Stopwatch.GetTimestamp();
            for (var i = 0; i < Batch; i++)
                written.Add(market.Trade(instruments[i % instruments.Length]));
            foreach (var sequence in written[^Batch..])
                Assert.Equal(sequence, (await quick.ReadAsync()).Sequence);
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(5), "The quick client was held up.");
        }
    }
}
