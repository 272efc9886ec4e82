using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>A bot that knows only Kraken's protocol, run against the past that the program has stored.</summary>
public sealed class PlaybackTests : IDisposable
{
    private const int ChannelsOfPairs = 3 * 8;

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_bot_of_Krakens_plays_a_stored_hour_flat_out_and_finds_every_checksum_right()
    {
        StoreAnHour();
        using var server = Server.Start(_data.Path, "--no-synthetic", "--no-sample").WaitReady();
        var from = await FirstTradeAsync(server);
        var to = from.AddHours(1);
        var query = $"venue=SYNTH&speed=0&subscriptions={ChannelsOfPairs}&from={from:O}&to={to:O}";
        var seen = RunBot($"ws://{server.Http.BaseAddress!.Authority}/playback/kraken/v2?{query}", "10");

        Assert.Equal((1000, 0, 0), (seen.GetProperty("code").GetInt32(), Count(seen, "wrong"), Count(seen, "refused")));
        Assert.Equal(Count(seen, "books"), Count(seen, "right"));
        Assert.True(Count(seen, "books") > 20_000, $"{seen}");
        Assert.True(Count(seen, "tickers") > 5_000, $"{seen}");
        Assert.InRange(TimeOf(seen, "last") - TimeOf(seen, "first"), TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
        await AssertVolumeAsync(server, seen, from, to);
    }

    [Fact]
    public async Task A_bot_of_Krakens_plays_a_captured_hour_and_finds_every_checksum_right()
    {
        StoreAnHour();
        using var server = Server.Start(_data.Path, "--no-synthetic", "--no-sample").WaitReady();
        var address = $"ws://{server.Http.BaseAddress!.Authority}/playback/kraken/v2";
        var to = (await FirstTradeAsync(server)).AddMinutes(65);
        var captured = await KrakenCapture.WriteAsync(
            $"{address}?venue=SYNTH&speed=0&subscriptions={ChannelsOfPairs}&to={to:O}", Path.Combine(_data.Path, "captures"));
        var seen = RunBot($"{address}?capture=KRAKEN&speed=0&subscriptions={ChannelsOfPairs}", "10");

        Assert.Equal((1000, 0, 0), (seen.GetProperty("code").GetInt32(), Count(seen, "wrong"), Count(seen, "refused")));
        Assert.Equal(captured["book"], Count(seen, "books"));
        Assert.Equal(captured["book"], Count(seen, "right"));
        Assert.Equal((captured["trade"], captured["ticker"]), (Count(seen, "trades"), Count(seen, "tickers")));
        Assert.True(TimeOf(seen, "last") - TimeOf(seen, "first") > TimeSpan.FromHours(1), $"{seen}");
    }

    private static async Task<DateTime> FirstTradeAsync(Server server)
    {
        var trades = await server.GetAsync("/api/v1/stocks/QUARK-USD/trades?order=asc&limit=1");
        var first = trades.GetProperty("trades")[0].GetProperty("time").GetString()!;
        return DateTimeOffset.Parse(first, CultureInfo.InvariantCulture).UtcDateTime;
    }

    private static int Count(JsonElement seen, string name) => seen.GetProperty(name).GetInt32();

    private static DateTimeOffset TimeOf(JsonElement seen, string name) =>
        DateTimeOffset.Parse(seen.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    // What the bot added up is what is told over REST of the same hour.
    private static async Task AssertVolumeAsync(Server server, JsonElement seen, DateTime from, DateTime to)
    {
        var sum = 0.0;
        var cursor = "";
        do
        {
            var page = await server.GetAsync(
                $"/api/v1/stocks/QUARK-USD/trades?order=asc&limit=10000&start_time={from:O}&end_time={to:O}{cursor}");
            foreach (var trade in page.GetProperty("trades").EnumerateArray())
                sum += trade.GetProperty("size").GetDouble();
            var next = page.GetProperty("next_cursor").GetString();
            cursor = next is null ? "" : "&cursor=" + Uri.EscapeDataString(next);
        }
        while (cursor.Length > 0);
        Assert.Equal(sum, seen.GetProperty("volume").GetProperty("QUARK/USD").GetDouble(), 1e-6);
    }

    // The synthetic market runs ahead of the clock: an hour of it is stored in seconds.
    private void StoreAnHour()
    {
        using var server = Server.Start(
            _data.Path, "--no-sample", "--set", "Feeds:Synthetic:IsPaced=false", "--set", "Feeds:Synthetic:EventsPerSecond=20");
        server.WaitServing();
        var start = DateTimeOffset.UtcNow;
        server.WaitFor(() => LastTime(server) > start.AddMinutes(75), "an hour ahead");
        server.Terminate();
    }

    private static DateTimeOffset LastTime(Server server)
    {
        using var answer = server.Http.Send(new HttpRequestMessage(
            HttpMethod.Get, "/api/v1/stocks/QUARK-USD/trades?order=desc&limit=1"));
        if (!answer.IsSuccessStatusCode)
            return default;
        using var text = JsonDocument.Parse(answer.Content.ReadAsStream());
        var trades = text.RootElement.GetProperty("trades");
        return trades.GetArrayLength() == 0
            ? default
            : DateTimeOffset.Parse(trades[0].GetProperty("time").GetString()!, CultureInfo.InvariantCulture);
    }

    private static JsonElement RunBot(params string[] arguments)
    {
        using var bot = Process.Start(new ProcessStartInfo("node", ["kraken-bot.mjs", .. arguments])
        {
            WorkingDirectory = NodeClients.Folder(),
            RedirectStandardOutput = true,
        })!;
        var output = bot.StandardOutput.ReadToEnd();
        bot.WaitForExit();
        Assert.Equal(0, bot.ExitCode);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }
}
