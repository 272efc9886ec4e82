using System.Diagnostics;
using System.Text.Json;
using Bourse.Market;

namespace Bourse.Tests.Gateway;

/// <summary>Channels that play the past from a moment on the venue's clock, at a speed.</summary>
public sealed class PlayedChannelTests
{
    private const int Seconds = 40;

    [Fact]
    public async Task The_past_is_played_from_its_moment_and_goes_on_into_the_present()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        var trades = Enumerable.Range(0, Seconds).Select(second => Trade(market, bhp, second)).ToArray();
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        var answer = await client.JoinAsync("stock:trades", Play(10, 10_000));
        Assert.Equal("""{"play_from":"2014-03-10T00:00:10Z","speed":10000}""", answer.GetRawText());
        foreach (var sequence in trades[10..])
            Assert.Equal(sequence, (await client.ReadAsync()).Sequence);
        Assert.Equal("live", (await client.ReadAsync()).Event);
        var next = Trade(market, bhp, Seconds);
        Assert.Equal(next, (await client.ReadAsync()).Sequence);
    }

    [Fact]
    public async Task Nothing_comes_before_its_time()
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        for (var second = 0; second < Seconds; second++)
            Trade(market, bhp, second);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        const double Speed = 50;
        var asked = Stopwatch.GetTimestamp();
        await client.JoinAsync("stock:trades", Play(0, Speed));
        for (var second = 0; second < Seconds; second++)
        {
            await client.ReadAsync("trade");
            Assert.True(
                Stopwatch.GetElapsedTime(asked) >= TimeSpan.FromSeconds(second / Speed),
                $"The trade of second {second} came {Stopwatch.GetElapsedTime(asked)} after it was asked for.");
        }
    }

    [Fact]
    public async Task Standing_still_shows_the_book_of_the_moment_and_nothing_after_it()
    {
        using var market = new LiveMarket();
        var btc = market.Define("BTC", LiveMarket.Kraken);
        market.Book(btc, isSnapshot: true, [("99", "1")], [("101", "1")]);
        var second = market.Book(btc, isSnapshot: false, [("98", "7")], []);
        var after = market.Book(btc, isSnapshot: false, [("99", "0")], []);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        // The venue's time is a second an event, and events are numbered from the definition on.
        await client.JoinAsync("stock:book", Play(after - 1, 0, "BTC"));
        var book = await client.ReadAsync();
        Assert.Equal(("book_snapshot", second), (book.Event, book.Sequence));
        Assert.Equal("[[99,1],[98,7]]", book.Payload.GetProperty("data").GetProperty("bids").GetRawText());
        await client.AskAsync("phoenix", "heartbeat");
        await client.AskAsync("stock:book", "phx_leave");
    }

    [Theory]
    [InlineData("1m", 2)]
    [InlineData("1d", 3)]
    public async Task The_bar_of_the_moment_knows_no_trade_after_it(string interval, int trades)
    {
        using var market = new LiveMarket();
        var btc = market.Define("BTC", LiveMarket.Kraken);
        foreach (var second in (int[])[5, 65, 70, 90, 130])
            Trade(market, btc, second);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:bars", Play(80, 0, "BTC", $",\"interval\":\"{interval}\""));
        var bar = (await client.ReadAsync("bar")).Payload.GetProperty("data");
        Assert.Equal((trades, false), (bar.GetProperty("trades").GetInt32(), bar.GetProperty("closed").GetBoolean()));
    }

    [Fact]
    public async Task A_bar_grows_as_the_seconds_of_the_past_go_by_though_nothing_else_happens()
    {
        using var market = new LiveMarket();
        var btc = market.Define("BTC", LiveMarket.Kraken);
        Trade(market, btc, 1);
        Trade(market, btc, 2);
        Trade(market, btc, 100_000);
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var client = await PhoenixClient.ConnectAsync(server);

        await client.JoinAsync("stock:bars", Play(0, 10, "BTC", ",\"interval\":\"1h\""));
        var trades = 0;
        while (trades < 2)
            trades = (await client.ReadAsync("bar")).Payload.GetProperty("data").GetProperty("trades").GetInt32();
        Assert.Equal(2, trades);
    }

    [Theory]
    [InlineData("stock:trades")]
    [InlineData("stock:quotes")]
    [InlineData("stock:book")]
    public async Task What_is_played_is_what_was_recorded(string topic)
    {
        using var market = new LiveMarket();
        var (bhp, btc) = (market.Define("BHP"), market.Define("BTC", LiveMarket.Kraken));
        market.Book(btc, isSnapshot: true, [("99", "1")], [("101", "1")]);
        for (var i = 0; i < 200; i++)
        {
            market.Trade(bhp);
            market.Quote(btc, $"9{i % 9}", "100");
            market.Trade(btc, $"100.{i:000}");
            market.Book(btc, isSnapshot: i % 50 == 0, [("98", $"{i + 1}")], [("101", "2"), ("102", i % 2 == 0 ? "0" : "5")]);
        }

        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var player = await PhoenixClient.ConnectAsync(server);
        await using var reader = await PhoenixClient.ConnectAsync(server);
        const int Moment = 500;
        await player.JoinAsync(topic, Play(Moment, 10_000, "BTC"));
        await reader.JoinAsync(topic, """{"symbols":["BTC"],"from":1}""");

        var read = await ReadThroughAsync(reader);
        var expected = read.Where(frame => frame.Sequence > Moment).Select(frame => frame.Text);
        var played = await ReadThroughAsync(player);

        // A book begins with what it was.
        Assert.Equal(expected, played.Where(frame => frame.Sequence > Moment).Select(frame => frame.Text));
        Assert.Equal(topic == "stock:book" ? 1 : 0, played.Count(frame => frame.Sequence <= Moment));
    }

    private static long Trade(LiveMarket market, Instrument instrument, int second) =>
        market.Trade(instrument, "38.12", LiveMarket.Opening.AddNanoseconds(second * Timestamp.PerSecond));

    private static string Play(long second, double speed, string symbol = "BHP", string more = "") =>
        $$"""{"symbols":["{{symbol}}"],"at":"{{LiveMarket.Opening.AddNanoseconds(second * Timestamp.PerSecond)}}","speed":{{speed}}{{more}}}""";

    private static async Task<List<(long Sequence, string Text)>> ReadThroughAsync(PhoenixClient client)
    {
        var frames = new List<(long Sequence, string Text)>();
        while (true)
        {
            var text = (await client.ReadTextAsync())!;
            using var document = JsonDocument.Parse(text);
            if (document.RootElement[3].GetString() == "live")
                return frames;
            frames.Add((document.RootElement[4].GetProperty("data").GetProperty("sequence").GetInt64(), text));
        }
    }
}
