using System.Collections.Concurrent;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Tests.Gateway;

public sealed class HandOffTests
{
    private const int Trades = 30_000;
    private const int Clients = 6;

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public async Task Whenever_and_from_wherever_a_client_joins_it_receives_every_trade_once_and_in_order(int seed)
    {
        using var market = new LiveMarket();
        Instrument[] instruments = [market.Define("BHP"), market.Define("RIO"), market.Define("DVN")];
        await market.PublishedAsync();

        // Outboxes that never fill: what is shown here is the hand-off, not conflation.
        await using var server = await SocketServer.StartAsync(
            market, new() { OutboxFramesMax = 1_000_000, OutboxKilobytesMax = 1 << 20 });
        var written = new ConcurrentQueue<(long Sequence, string Symbol)>();
        var isDone = false;
        var writer = new Thread(() =>
        {
            var random = new Random(seed);
            for (var i = 0; i < Trades; i++)
            {
                var instrument = instruments[random.Next(instruments.Length)];
                written.Enqueue((market.Trade(instrument), instrument.Symbol));
            }

            Volatile.Write(ref isDone, true);
        });
        writer.Start();

        var random = new Random(~seed);
        var clients = new List<Task>();
        for (var i = 0; i < Clients; i++)
        {
            var joinAt = random.Next(Trades);
            var symbols = random.Next(3) switch { 0 => "", 1 => "BHP", _ => "RIO" };
            var isLive = random.Next(4) == 0;
            var share = random.NextDouble();
            clients.Add(JoinAndCheckAsync(joinAt, symbols, isLive, share));
        }

        await Task.WhenAll(clients);
        writer.Join();

        async Task JoinAndCheckAsync(int joinAt, string symbol, bool isLive, double share)
        {
            await Task.Yield();
            await Deadline.UntilAsync(() => written.Count >= joinAt, $"write {joinAt} trades");
            await using var client = await PhoenixClient.ConnectAsync(server);
            var from = 1 + (long)(share * market.Fanout.Position);
            var names = symbol.Length == 0 ? "null" : $"[\"{symbol}\"]";
            var response = await client.JoinAsync(
                "stock:trades", $$"""{"symbols":{{names}},"from":{{(isLive ? "\"live\"" : from)}}}""");
            var first = response.TryGetProperty("live_from", out var live) ? live.GetInt64() : from;
            await Deadline.UntilAsync(() => Volatile.Read(ref isDone), "write all trades");

            var expected = written
                .Where(trade => trade.Sequence >= first && (symbol.Length == 0 || trade.Symbol == symbol))
                .Select(trade => trade.Sequence).ToArray();
            var received = new List<long>(expected.Length);
            while (received.Count < expected.Length)
                if (await client.ReadAsync() is { Event: "trade" } trade)
                    received.Add(trade.Sequence);
            Assert.Equal(expected, received);
        }
    }

    [Fact]
    public async Task History_is_told_when_it_becomes_live()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        var first = market.Trade(bhp);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        var response = await client.JoinAsync("stock:trades", """{"from":0}""");
        Assert.Equal("""{"replay_from":1}""", response.GetRawText());
        Assert.Equal(first, (await client.ReadAsync()).Sequence);
        var live = await client.ReadAsync();
        Assert.Equal(("live", first + 1), (live.Event, live.Payload.GetProperty("from_sequence").GetInt64()));
        Assert.Equal(market.Trade(bhp), (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task A_time_begins_with_the_first_event_that_was_recorded_at_it()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        market.Trade(bhp);
        market.TapeTime = LiveMarket.Opening.AddNanoseconds(Timestamp.PerMinute);
        var second = market.Trade(bhp);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        foreach (var from in (string[])["\"2014-03-10T00:00:30Z\"", $"{market.TapeTime.Nanoseconds}"])
        {
            var response = await client.JoinAsync("stock:trades", $$"""{"from":{{from}}}""");
            Assert.Equal(second, response.GetProperty("replay_from").GetInt64());
            Assert.Equal(second, (await client.ReadAsync()).Sequence);
        }
    }

    [Fact]
    public async Task A_client_that_comes_back_goes_on_after_its_last_sequence()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        long last;
        await using (var client = await PhoenixClient.ConnectAsync(server))
        {
            await client.JoinAsync("stock:trades");
            market.Trade(bhp);
            last = (await client.ReadAsync()).Sequence;
        }

        long[] missed = [market.Trade(bhp), market.Trade(bhp)];
        await market.PublishedAsync();
        await using var again = await PhoenixClient.ConnectAsync(server);
        await again.JoinAsync("stock:trades", $$"""{"from":{{last + 1}}}""");
        foreach (var sequence in missed)
            Assert.Equal(sequence, (await again.ReadAsync("trade")).Sequence);
    }

    [Fact]
    public async Task Positions_that_the_tape_does_not_have_are_refused_with_those_it_has()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        for (var i = 0; i < 20_000; i++)
            market.Trade(bhp);
        await market.PublishedAsync();

        // A segment goes only once it is on disk, which the journal's flusher sees to in its own time.
        Assert.True(SpinWait.SpinUntil(() => market.Journal.DeleteBefore(15_000) > 0, TimeSpan.FromSeconds(20)));
        var first = market.Journal.FirstSequence;
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        foreach (var from in (string[])["0", $"{first - 1}", "\"1999-12-31T00:00:00Z\""])
        {
            var gone = await client.RefusedAsync("stock:trades", "phx_join", $$"""{"from":{{from}}}""");
            Assert.Equal("sequence_gone", gone.GetProperty("reason").GetString());
            Assert.Equal(first, gone.GetProperty("first_sequence").GetInt64());
        }

        var future = await client.RefusedAsync(
            "stock:trades", "phx_join", $$"""{"from":{{market.LastSequence + 2}}}""");
        Assert.Equal("sequence_in_future", future.GetProperty("reason").GetString());
        Assert.Equal(market.LastSequence, future.GetProperty("last_sequence").GetInt64());
    }

    [Theory]
    [InlineData("stock:trades", "{}")]
    [InlineData("stock:quotes", "{}")]
    [InlineData("stock:book", "{}")]
    [InlineData("stock:book", """{"depth":1}""")]
    [InlineData("stock:bars", """{"interval":"1s"}""")]
    [InlineData("stock:bars", """{"interval":"1m"}""")]
    [InlineData("prices:BHP", "{}")]
    [InlineData("stock:consolidated", "{}")]
    public async Task History_reads_as_it_was_live(string topic, string payload)
    {
        using var market = new LiveMarket();
        var (bhp, btc) = (market.Define("BHP"), market.Define("BTC", LiveMarket.Kraken, isSynthetic: true));
        market.Book(btc, isSnapshot: true, [("99", "1"), ("98", "2")], [("101", "1")]);
        Move(market, bhp, btc, steps: 20);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var live = await PhoenixClient.ConnectAsync(server);
        var from = (await live.JoinAsync(topic, payload)).GetProperty("live_from").GetInt64();
        Move(market, bhp, btc, steps: 60);

        await using var late = await PhoenixClient.ConnectAsync(server);
        await market.PublishedAsync();
        await late.JoinAsync(topic, payload[..^1] + (payload.Length > 2 ? "," : "") + $"\"from\":{from}}}");
        Move(market, bhp, btc, steps: 20);
        var last = topic is "stock:quotes" or "stock:consolidated" ? market.Quote(bhp, "1", "2") : market.Trade(bhp, "77");
        if (topic.StartsWith("stock:b", StringComparison.Ordinal))
            last = Close(market, bhp, btc, topic);

        Assert.Equal(await ReadThroughAsync(live, last), await ReadThroughAsync(late, last));
    }

    private static void Move(LiveMarket market, Instrument bhp, Instrument btc, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            market.TapeTime = market.TapeTime.AddNanoseconds(Timestamp.PerSecond / 3);
            market.Trade(bhp, $"38.{i:00}");
            market.Quote(bhp, "38", $"39.{i:00}");
            market.Trade(btc, $"100.{i:00}");

            // Every few trades one comes late, for a bar that has been closed.
            if (i % 7 == 0)
                market.Trade(bhp, "37.5", LiveMarket.Opening.AddNanoseconds(i));
            market.Book(btc, isSnapshot: false, [("99", $"{i + 1}")], [("101", "2"), ("102", i % 2 == 0 ? "0" : "5")]);
        }
    }

    // The last frame that both channels must have: of a bar, the one that a trade of the next day closes.
    private static long Close(LiveMarket market, Instrument bhp, Instrument btc, string topic) =>
        topic == "stock:book"
            ? market.Book(btc, isSnapshot: false, [("98", "0")], [])
            : market.Trade(bhp, "78", LiveMarket.Opening.AddNanoseconds(Timestamp.PerDay));

    private static async Task<string> ReadThroughAsync(PhoenixClient client, long last)
    {
        var frames = new List<string>();
        while (true)
        {
            var text = (await client.ReadTextAsync())!;
            using var document = JsonDocument.Parse(text);
            if (document.RootElement[3].GetString() == "live")
                continue;
            frames.Add(text);
            if (document.RootElement[4].GetProperty("data").GetProperty("sequence").GetInt64() >= last)
                return string.Join('\n', frames);
        }
    }
}
