using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>A bot that knows only Kraken's protocol, run against the past that the program has stored.</summary>
public sealed class PlaybackTests : IDisposable
{
    private const int ChannelsOfPairs = 3 * 8;

    private readonly DataFolder _data = new();
    private readonly DataFolder _followed = new();

    public void Dispose()
    {
        _data.Dispose();
        _followed.Dispose();
    }

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
    public async Task An_hour_that_was_followed_and_captured_from_a_venue_is_played_to_a_bot_of_Krakens()
    {
        StoreAnHour();
        using var venue = Server.Start(_data.Path, "--no-synthetic", "--no-sample").WaitReady();
        var from = await FirstTradeAsync(venue);
        Follow(AddressOf(venue), $"?venue=SYNTH&speed=0&subscriptions={ChannelsOfPairs}&to={from.AddMinutes(65):O}");

        using var server = Server.Start(_followed.Path, "--no-synthetic", "--no-sample").WaitReady();
        var stored = RunBot($"{AddressOf(server)}?speed=0&subscriptions={ChannelsOfPairs}", "10");
        var captured = RunBot($"{AddressOf(server)}?capture=KRAKEN&speed=0&subscriptions={ChannelsOfPairs}", "10");
        foreach (var seen in new[] { stored, captured })
        {
            Assert.Equal((1000, 0, 0), (seen.GetProperty("code").GetInt32(), Count(seen, "wrong"), Count(seen, "refused")));
            Assert.Equal(Count(seen, "books"), Count(seen, "right"));
            Assert.True(Count(seen, "books") > 20_000, $"{seen}");
            Assert.True(TimeOf(seen, "last") - TimeOf(seen, "first") > TimeSpan.FromHours(1), $"{seen}");
        }

        Assert.Equal(Count(stored, "trades"), Count(captured, "trades"));
        Assert.Equal(Count(stored, "tickers"), Count(captured, "tickers"));
    }

    private static string AddressOf(Server server) => $"ws://{server.Http.BaseAddress!.Authority}/playback/kraken/v2";

    // As the venue KRAKEN, once to the end of its past, with every frame kept: an hour comes in seconds, for which a capture has
    // no room at first. It does not come back before it is stopped.
    private void Follow(string address, string query)
    {
        var registry = _followed.File("venues.json");
        File.WriteAllText(registry, $$"""
            { "venues": { "KRAKEN": { "protocol": "kraken", "socket": "{{address}}{{query}}", "depth": 10, "symbols": [
              "NOVA", "ORBIT", "HELIX", "TERRA", "QUARK-USD", "LUMEN-USD", "KRO-USD", "ZEL-USD"] } } }
            """);
        using var server = Server.Start(
            _followed.Path, "--no-synthetic", "--no-sample", "--live", "--capture", "--set", $"Feeds:Venues:File={registry}",
            "--set", "Feeds:Venues:Capture:QueueMegabytesMax=512", "--set", "Feeds:Venues:ReconnectMillisMin=60000", "--set", "Feeds:Venues:ReconnectMillisMax=60000");
        server.WaitServing().WaitFor(() => IsAtItsEnd(server), "at the end of the past");
        Assert.Equal(0, server.Terminate().ExitCode);
    }

    private static bool IsAtItsEnd(Server server)
    {
        using var answer = server.Http.Send(new HttpRequestMessage(HttpMethod.Get, "/api/v1/feeds"));
        if (!answer.IsSuccessStatusCode)
            return false;
        using var feeds = JsonDocument.Parse(answer.Content.ReadAsStream());
        var venue = feeds.RootElement.GetProperty("venues")[0];
        return venue.GetProperty("state").GetString() == "disconnected"
            && venue.GetProperty("connections")[0].GetProperty("frames").GetInt64() > 0;
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
