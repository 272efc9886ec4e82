using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bourse.EndToEnd;

/// <summary>The demo's own exchange: bots make a market, a person trades with them, the tape has every trade once.</summary>
public sealed class BotMarketTests : IDisposable
{
    private const int Kills = 10;
    private const string Symbol = "TULIP";

    private static readonly string[] Quickly = ["--no-sample", "--no-synthetic", "--set", "Bots:OrdersPerSecond=500"];

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_person_buys_from_the_bots_and_finds_the_trade_on_the_tape_and_in_the_portfolio()
    {
        using var server = Server.StartWithBots(_data.Path, "--no-sample", "--no-synthetic").WaitReady();
        Assert.Contains("BOTS make the market of TULIP", server.Output, StringComparison.Ordinal);
        Run("open", "ann");
        Run("deposit", "ann", "USD", "10000", "--key", "first");
        await UntilAsync(server, "/v1/exchange/book/TULIP", book => book.GetProperty("asks").GetArrayLength() > 2);
        var order = await BuyAsync(server, 10);

        Assert.Equal("filled", order.GetProperty("status").GetString());
        var portfolio = await server.GetLocalAsync("/v1/portfolio/ann");
        var (value, fees) = (order.GetProperty("value").GetDecimal(), order.GetProperty("fees").GetDecimal());
        Assert.Equal(10m, Total(portfolio, Symbol));
        Assert.Equal(10_000m - value - fees, Total(portfolio, "USD"));
        Assert.Equal(value, portfolio.GetProperty("positions")[0].GetProperty("cost").GetDecimal());
        await CheckPrintsAsync(server, order, value);
        await CheckMarksAsync(server);
        Assert.Equal(0, server.Terminate().ExitCode);
        var left = Run(
            "at", DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture), "--account", "bot-maker-1", "--output", "json");
        Assert.Empty(JsonSerializer.Deserialize<JsonElement>(left).GetProperty("orders").EnumerateArray());
    }

    [Theory]
    [InlineData("stock:trades")]
    [InlineData("stock:quotes")]
    [InlineData("stock:book")]
    public async Task Who_subscribes_gets_what_bots_do_as_it_happens(string topic)
    {
        using var server = Server.StartWithBots(_data.Path, "--no-sample", "--no-synthetic").WaitServing();
        using var socket = new ClientWebSocket();
        var address = new UriBuilder(server.Http.BaseAddress!) { Scheme = "ws", Path = "/socket/websocket", Query = "vsn=2.0.0" };
        await UntilAsync(server, "/api/v1/stocks/search?q=TULIP", found => found.GetProperty("instruments").GetArrayLength() > 0);
        await socket.ConnectAsync(address.Uri, TestContext.Current.CancellationToken);
        var join = $$"""["1","1","{{topic}}","phx_join",{"symbols":["TULIP"],"from":"live"}]""";
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(join), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var frame = "";
        while (!frame.Contains("\"exchange\":\"BOURSE\"", StringComparison.Ordinal))
            frame = await ReceiveAsync(socket);

        Assert.Contains("\"symbol\":\"TULIP\"", frame, StringComparison.Ordinal);
        Assert.Contains("\"bots\":true", frame, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_again_and_again_while_bots_trade_the_tape_has_each_trade_once_and_the_exchanges_book()
    {
        var random = new Random(1637);
        var last = 0;
        for (var round = 0; round < Kills; round++)
        {
            using (var server = Server.StartWithBots(_data.Path, Quickly).WaitServing())
            {
                Thread.Sleep(300 + random.Next(400));
                server.Kill();
            }

            var trades = TradesOfBlotter().Count;
            Assert.True(trades >= last, $"round {round}: {trades} trades after {last}");
            last = trades;
        }

        // Without bots nothing moves, and their orders are as the last kill left them.
        using var still = Server.Start(_data.Path, "--no-sample", "--no-synthetic").WaitReady();
        await UntilAsync(still, "/health", health => Published(health) == 0);
        var told = TradesOfBlotter();
        Assert.True(told.Count > 20 * Kills, $"Only {told.Count} trades: the test shows little.");
        for (var i = 0; i < 500 && (await TradesOfTapeAsync(still)).Count < told.Count; i++)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal(told, await TradesOfTapeAsync(still));
        var ofExchange = await still.GetLocalAsync("/v1/exchange/book/TULIP");
        var ofTape = (await still.GetAsync("/api/v1/stocks/BOURSE:TULIP/book?depth=50")).GetProperty("venues")[0];
        Assert.True(ofTape.GetProperty("bids").GetArrayLength() > 2);
        foreach (var side in new[] { "bids", "asks" })
            Assert.Equal(Levels(ofExchange, side), Levels(ofTape, side));
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[1 << 16];
        for (var length = 0; ;)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
            length += received.Count;
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private async Task<JsonElement> BuyAsync(Server server, int quantity)
    {
        var order = new JsonObject
        {
            ["account"] = "ann", ["symbol"] = Symbol, ["side"] = "buy", ["type"] = "market", ["quantity"] = quantity,
        };
        using var answer = await server.Local.PostAsJsonAsync(
            new Uri("/v1/orders", UriKind.Relative), order, TestContext.Current.CancellationToken);
        var placed = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return await server.GetLocalAsync($"/v1/orders/{placed.GetProperty("order_id")}");
    }

    // All that the order bought was printed at its time, and adds up to what was paid.
    private static async Task CheckPrintsAsync(Server server, JsonElement order, decimal value)
    {
        var time = order.GetProperty("time").GetString();
        var path = $"/api/v1/stocks/BOURSE:TULIP/trades?limit=10000&start_time={time}";
        List<JsonElement> Prints(JsonElement trades) =>
        [
            .. trades.GetProperty("trades").EnumerateArray().Where(trade => trade.GetProperty("time").GetString() == time),
        ];

        await UntilAsync(server, path, trades => Prints(trades).Sum(Size) == 10m);
        var prints = Prints(await server.GetAsync(path));
        Assert.Equal(value, prints.Sum(trade => trade.GetProperty("price").GetDecimal() * Size(trade)));
        Assert.All(prints, trade => Assert.Equal("BOURSE", trade.GetProperty("exchange").GetString()));
        Assert.All(prints, trade => Assert.Equal("buy", trade.GetProperty("side").GetString()));

        static decimal Size(JsonElement trade) => trade.GetProperty("size").GetDecimal();
    }

    private static async Task CheckMarksAsync(Server server)
    {
        foreach (var path in new[] { "snapshot", "book", "trades", "bars?interval=1m" })
            Assert.Contains(
                "\"bots\":true", (await server.GetAsync("/api/v1/stocks/TULIP/" + path)).ToString(), StringComparison.Ordinal);
        var found = (await server.GetAsync("/api/v1/stocks/search?q=TULIP")).GetProperty("instruments")[0];
        Assert.Equal(0.01m, found.GetProperty("tick_size").GetDecimal());
        Assert.Equal(1m, found.GetProperty("lot_size").GetDecimal());
        Assert.False(found.TryGetProperty("synthetic", out _));
        var page = await server.Http.GetStringAsync(new Uri("/about", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("made by bots", page, StringComparison.Ordinal);
    }

    private static long Published(JsonElement health) =>
        health.GetProperty("parts").GetProperty("feeds").GetProperty("exchange").GetProperty("behind").GetInt64();

    private static async Task<List<string>> TradesOfTapeAsync(Server server)
    {
        var trades = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await server.GetAsync("/api/v1/stocks/BOURSE:TULIP/trades?limit=10000" + cursor);
            trades.AddRange(page.GetProperty("trades").EnumerateArray().Select(trade =>
                $"{trade.GetProperty("time").GetString()} {trade.GetProperty("id")}: "
                + $"{trade.GetProperty("size")} @ {trade.GetProperty("price")}"));
            if (page.GetProperty("next_cursor").GetString() is not { } next)
                return trades;
            cursor = $"&cursor={next}";
        }
    }

    // "        39 2026-11-21T19:45:48.740574400Z Traded  instrument 1 trade 1: 21 @ 99.96, order 240 from order 260"
    private List<string> TradesOfBlotter()
    {
        var tail = BourseProgram.Run(
            "journal", "tail", Path.Combine(_data.Path, "journal", "blotter"), "--last", "100000000");
        Assert.Equal(0, tail.ExitCode);
        return
        [
            .. from line in tail.Output.Split('\n')
               let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
               where words is [_, _, "Traded", ..]
               select $"{words[1]} {words[6]} {words[7]} @ {words[9].TrimEnd(',')}",
        ];
    }

    private static IEnumerable<string> Levels(JsonElement book, string side) =>
        book.GetProperty(side).EnumerateArray().Select(level => $"{level[0]} {level[1]}");

    private static decimal Total(JsonElement portfolio, string asset) => portfolio.GetProperty("holdings").EnumerateArray()
        .Where(holding => holding.GetProperty("asset").GetString() == asset)
        .Sum(holding => holding.GetProperty("total").GetDecimal());

    private string Run(params string[] arguments)
    {
        var ended = BourseProgram.Run(["exchange", .. arguments, "--data", _data.Path]);
        Assert.True(ended.ExitCode == 0, ended.Error);
        return ended.Output;
    }

    private static async Task UntilAsync(Server server, string path, Func<JsonElement, bool> isSo)
    {
        for (var i = 0; i < 500; i++)
        {
            if (isSo(await server.GetAsync(path)))
                return;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{path} never came to say so.");
    }
}
