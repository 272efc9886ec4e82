using System.Net.WebSockets;

namespace Bourse.Tests.Gateway;

public sealed class ChannelTests
{
    [Fact]
    public async Task A_live_channel_begins_with_the_very_next_event()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        market.Trade(bhp, "38.10");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        var response = await client.JoinAsync("stock:trades");
        var sequence = market.Trade(bhp, "38.12");
        var frame = await client.ReadAsync();

        Assert.Equal(sequence, response.GetProperty("live_from").GetInt64());
        Assert.Equal(("stock:trades", "trade", sequence), (frame.Topic, frame.Event, frame.Sequence));
        Assert.Equal("38.12", frame.Data.GetProperty("price").GetRawText());
        Assert.Null(frame.JoinRef);
        Assert.Null(frame.Ref);
    }

    [Fact]
    public async Task A_channel_of_symbols_hears_those_and_no_others()
    {
        using var market = new LiveMarket();
        var (bhp, rio, btc) = (market.Define("BHP"), market.Define("RIO"), market.Define("BTC", LiveMarket.Kraken));
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades", """{"symbols":["BHP","KRAKEN:BTC"]}""");
        long[] sequences = [market.Trade(bhp), market.Trade(rio), market.Trade(btc), market.Trade(bhp)];

        foreach (var expected in (long[])[sequences[0], sequences[2], sequences[3]])
            Assert.Equal(expected, (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_name_without_a_venue_hears_an_instrument_that_another_venue_lists_later()
    {
        using var market = new LiveMarket();
        market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades", """{"symbols":["BHP"]}""");
        var elsewhere = market.Define("BHP", LiveMarket.Kraken);
        market.Trade(elsewhere);

        Assert.Equal("KRAKEN", (await client.ReadAsync()).Data.GetProperty("exchange").GetString());
    }

    [Fact]
    public async Task Subscribe_and_unsubscribe_change_the_set()
    {
        using var market = new LiveMarket();
        var (bhp, rio) = (market.Define("BHP"), market.Define("RIO"));
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades", """{"symbols":["BHP"]}""");
        var added = await client.AskAsync("stock:trades", "subscribe", """{"symbols":["RIO"]}""");
        var first = market.Trade(rio);
        Assert.Equal(first, added.GetProperty("response").GetProperty("live_from").GetInt64());
        Assert.Equal(first, (await client.ReadAsync()).Sequence);

        var rest = await client.AskAsync("stock:trades", "unsubscribe", """{"symbols":["BHP"]}""");
        Assert.Equal("""["RIO"]""", rest.GetProperty("response").GetProperty("symbols").GetRawText());
        market.Trade(bhp);
        var second = market.Trade(rio);
        Assert.Equal(second, (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task Two_channels_share_a_socket_and_leave_one_by_one()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades");
        await client.JoinAsync("stock:quotes");
        market.Trade(bhp);
        market.Quote(bhp, "38.11", "38.13");
        Assert.Equal("trade", (await client.ReadAsync()).Event);
        Assert.Equal("quote", (await client.ReadAsync()).Event);

        await client.AskAsync("stock:trades", "phx_leave");
        Assert.Equal("phx_close", (await client.ReadAsync()).Event);
        market.Trade(bhp);
        var quote = market.Quote(bhp, "38.11", "38.14");
        Assert.Equal(quote, (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_second_join_replaces_the_first_and_says_so()
    {
        using var market = new LiveMarket();
        var (bhp, rio) = (market.Define("BHP"), market.Define("RIO"));
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades", """{"symbols":["BHP"]}""");
        await client.SendAsync("""["9","9","stock:trades","phx_join",{"symbols":["RIO"]}]""");
        var closed = await client.ReadAsync();
        Assert.Equal(("phx_close", "1"), (closed.Event, closed.JoinRef));
        Assert.Equal("phx_reply", (await client.ReadAsync()).Event);
        market.Trade(bhp);
        var sequence = market.Trade(rio);
        Assert.Equal(sequence, (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_leave_of_a_join_that_was_replaced_changes_nothing()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades");
        await client.JoinAsync("stock:trades");
        await client.SendAsync("""["1","77","stock:trades","phx_leave",{}]""");
        Assert.Equal("77", (await client.ReadAsync("phx_reply")).Ref);
        Assert.Equal(market.Trade(bhp), (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_heartbeat_is_answered_and_silence_is_closed()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(
            market, new() { HeartbeatSecondsMax = 1 });
        await using var client = await PhoenixClient.ConnectAsync(server);

        var reply = await client.AskAsync("phoenix", "heartbeat");
        Assert.Equal("""{"status":"ok","response":{}}""", reply.GetRawText());
        Assert.Null(await client.ReadTextAsync());
        Assert.Equal(WebSocketCloseStatus.ProtocolError, client.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_summary_comes_each_second()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("market:summary");
        for (var i = 0; i < 2; i++)
        {
            var frame = await client.ReadAsync();
            Assert.Equal(("market:summary", "summary"), (frame.Topic, frame.Event));
            Assert.Equal("""{"venues":[]}""", frame.Data.GetRawText());
        }
    }

    [Fact]
    public async Task A_price_topic_hears_priced_trades_and_quotes_under_its_own_spelling()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("prices:BHP");
        await client.JoinAsync("prices:ASX:BHP");
        market.Trade(bhp, "40", flags: Bourse.Market.EventFlags.OffPrice);
        market.Trade(bhp, "38.15");
        market.Quote(bhp, "38.14", "38.16");

        string[] topics = ["prices:BHP", "prices:ASX:BHP"];
        foreach (var topic in topics)
        {
            var frame = await client.ReadAsync();
            Assert.Equal((topic, "price_update"), (frame.Topic, frame.Event));
            Assert.Equal("38.15", frame.Data.GetProperty("price").GetRawText());
        }

        foreach (var topic in topics)
        {
            var frame = await client.ReadAsync();
            Assert.Equal(topic, frame.Topic);
            Assert.Equal("38.16", frame.Data.GetProperty("ask").GetRawText());
        }
    }

    [Fact]
    public async Task A_stopping_server_tells_its_clients_to_go()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:trades");
        server.Hub.Stop();

        Assert.Null(await client.ReadTextAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.Socket.CloseStatus);
    }
}
