using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Venues that are followed, added and refused while the program runs.</summary>
public sealed class VenueRegistryTests : IDisposable
{
    private readonly DataFolder _data = new();
    private readonly TradingVenue _first = new();
    private readonly TradingVenue _second = new();

    private string Registry => _data.File("venues.json");

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_symbol_and_a_venue_are_added_by_editing_the_file_and_a_bad_edit_is_refused_while_data_flows_on()
    {
        Write(Venue("ONE", _first, "\"BTC-USD\""));
        using var server = Start();
        await TradesAsync(server, "ONE:BTC-USD", more: 5);

        Write(Venue("ONE", _first, "\"BTC-USD\", \"ETH-USD\""));
        await TradesAsync(server, "ONE:ETH-USD", more: 5);
        Write(Venue("ONE", _first, "\"BTC-USD\", \"ETH-USD\""), Venue("TWO", _second, "\"BTC-USD\""));
        await TradesAsync(server, "TWO:BTC-USD", more: 5);
        Assert.Equal((1, 1), (_first.Connections, _first.Subscriptions["BTC-USD"]));

        Write(Venue("ONE", _first, "\"BTC-USD\""), Venue("TWO", _second, "\"btc\""), "\"THREE\": {}");
        var refused = await UntilAsync(
            server, "/api/v1/feeds", feeds => feeds.GetProperty("refused").ValueKind == JsonValueKind.Object);
        Assert.Equal(
            [3, 4, 4, 4],
            refused.GetProperty("refused").GetProperty("mistakes").EnumerateArray()
                .Select(mistake => mistake.GetProperty("line").GetInt32()));
        Assert.Contains("line 3: TWO: 'btc' is not a symbol", server.Output, StringComparison.Ordinal);
        var health = (await server.GetAsync("/health")).GetProperty("parts").GetProperty("feeds");
        Assert.Equal("degraded", health.GetProperty("status").GetString());
        foreach (var key in (string[])["ONE:BTC-USD", "ONE:ETH-USD", "TWO:BTC-USD"])
            await TradesAsync(server, key, more: 20);

        Write(Venue("TWO", _second, "\"BTC-USD\""));
        await UntilAsync(server, "/api/v1/feeds", feeds => feeds.GetProperty("refused").ValueKind == JsonValueKind.Null);
        await TradesAsync(server, "TWO:BTC-USD", more: 20);
        Assert.Equal((1, 1), (_second.Connections, _second.Subscriptions["BTC-USD"]));
        Assert.Equal(0, server.Terminate().ExitCode);
    }

    [Fact]
    public async Task The_command_line_shows_feeds_and_changes_what_is_followed_for_good()
    {
        Write(Venue("ONE", _first, "\"BTC-USD\" // the first"), Venue("TWO", _second, "\"BTC-USD\""));
        using (var server = Start())
        {
            await TradesAsync(server, "ONE:BTC-USD", more: 1);
            await TradesAsync(server, "TWO:BTC-USD", more: 1);
            await UntilAsync(server, "/api/v1/feeds", HasLiveBooks);
            var listed = JsonSerializer.Deserialize<JsonElement>(Run("list", "--output", "json"));
            Assert.Equal(
                ["ONE live", "TWO live"],
                listed.GetProperty("venues").EnumerateArray().Select(venue =>
                    $"{venue.GetProperty("venue").GetString()} {venue.GetProperty("state").GetString()}"));
            Assert.Equal(2, listed.GetProperty("symbols").GetArrayLength());
            Assert.Contains("symbols", Run("list"), StringComparison.Ordinal);

            Assert.Equal(
                "venue,enabled,symbols\nONE,yes,BTC-USD ETH-USD\n", Run("add", "one", "ETH-USD", "--output", "csv"));
            await TradesAsync(server, "ONE:ETH-USD", more: 1);
            Run("resync", "ONE", "BTC-USD");
            Assert.Equal("venue,enabled,symbols\nTWO,,BTC-USD\n", Run("disable", "TWO", "--output", "csv"));
            Assert.Equal("ONE has ETH-USD already.", Failed("add", "ONE", "ETH-USD"));
            Assert.Equal("the registry has no venue THREE.", Failed("remove", "THREE", "ETH-USD"));
            Assert.Equal("TWO is not followed now.", Failed("resync", "TWO"));
            await ConsolidatedAsync(server);
            Run("remove", "ONE", "BTC-USD");
        }

        Assert.Contains("// the first", File.ReadAllText(Registry), StringComparison.Ordinal);
        using var again = Start();
        await TradesAsync(again, "ONE:ETH-USD", more: 5);
        var feeds = await again.GetAsync("/api/v1/feeds");
        Assert.Equal("off", feeds.GetProperty("venues")[1].GetProperty("state").GetString());
    }

    [Fact]
    public void A_file_can_be_checked_without_a_server_and_every_mistake_is_printed()
    {
        Write(Venue("ONE", _first, "\"BTC-USD\""));
        var fine = BourseProgram.Run("feeds", "check", Registry, "--output", "csv");
        Assert.Equal((0, ""), (fine.ExitCode, fine.Error));
        Assert.StartsWith("venue,name,protocol,enabled,socket,rest,symbols\nONE,ONE,coinbase,yes,", fine.Output, StringComparison.Ordinal);

        Write(Venue("ONE", _first, "\"btc\""), "\"TWO\": { \"socket\": 3 }");
        var wrong = BourseProgram.Run("feeds", "check", Registry, "--output", "csv");
        Assert.Equal((1, $"bourse: {Registry} has 4 mistakes.\n"), (wrong.ExitCode, wrong.Error));
        Assert.Equal(["line", "2", "3", "3", "3"], wrong.Output.TrimEnd().Split('\n').Select(line => line.Split(',')[0]));
        Assert.Equal(0, BourseProgram.Run("feeds", "check").ExitCode);
    }

    [Fact]
    public void A_start_with_a_bad_file_or_a_bad_variable_says_what_is_wrong()
    {
        Write(Venue("ONE", _first, "\"btc\""));
        var badFile = BourseProgram.Run([.. ServeArguments, "--port", "0"], null);
        Assert.Equal(1, badFile.ExitCode);
        Assert.Contains("the venues cannot be followed: venues.json: line 2: ONE: 'btc' is not", badFile.Error, StringComparison.Ordinal);

        Write(Venue("ONE", _first, "\"BTC-USD\""));
        var badVariable = BourseProgram.Run(
            [.. ServeArguments, "--port", "0"], new Dictionary<string, string> { ["BOURSE_VENUE_ONE_DEPTH"] = "deep" });
        Assert.Equal(1, badVariable.ExitCode);
        Assert.Contains("BOURSE_VENUE_ONE_DEPTH: 'deep' is not a whole number", badVariable.Error, StringComparison.Ordinal);
    }

    private string[] ServeArguments =>
        ["serve", "--data", _data.Path, "--no-sample", "--no-synthetic", "--no-bots", "--live", "--set", $"Feeds:Venues:File={Registry}"];

    private static string Venue(string code, TradingVenue venue, string symbols) =>
        $"\"{code}\": {{ \"protocol\": \"coinbase\", \"socket\": \"{venue.Address}\", \"symbols\": [{symbols}\n] }}"
            .Replace("\n", symbols.Contains("//", StringComparison.Ordinal) ? "\n" : "", StringComparison.Ordinal);

    private static bool HasLiveBooks(JsonElement feeds) => feeds.GetProperty("venues").EnumerateArray().All(venue =>
        venue.GetProperty("symbols").EnumerateArray().All(symbol => symbol.GetProperty("book").GetString() == "live"));

    private void Write(params string[] venues)
    {
        var passing = Registry + ".edited";
        File.WriteAllText(passing, $"{{ \"venues\": {{\n{string.Join(",\n", venues)}\n}} }}");
        File.Move(passing, Registry, overwrite: true);
    }

    private Server Start() => Server.Start(_data.Path, ServeArguments[3..]).WaitServing();

    private string Run(params string[] arguments)
    {
        var done = BourseProgram.Run(["feeds", .. arguments, "--data", _data.Path], null);
        Assert.True(done.ExitCode == 0, done.Error);
        return done.Output;
    }

    private string Failed(params string[] arguments)
    {
        var done = BourseProgram.Run(["feeds", .. arguments, "--data", _data.Path], null);
        Assert.Equal(1, done.ExitCode);
        return done.Error.Replace("bourse: ", "", StringComparison.Ordinal).TrimEnd();
    }

    // What is followed no longer is left out with the reason.
    private async Task ConsolidatedAsync(Server server)
    {
        var answer = await UntilAsync(
            server, "/api/v1/stocks/BTC-USD/consolidated",
            view => Two(view).TryGetProperty("left_out", out _));
        Assert.Equal("suspect", Two(answer).GetProperty("left_out").GetString());
        var printed = BourseProgram.Run(
            "query", "consolidated", "BTC-USD", "--data", _data.Path, "--output", "json");
        var venues = JsonSerializer.Deserialize<JsonElement>(printed.Output).GetProperty("venues");
        Assert.Equal(2, venues.GetArrayLength());

        static JsonElement Two(JsonElement view) => view.GetProperty("venues").EnumerateArray()
            .Single(venue => venue.GetProperty("exchange").GetString() == "TWO");
    }

    // Waits until so many trades more are in the answers than now.
    private static async Task TradesAsync(Server server, string key, int more)
    {
        var path = $"/api/v1/stocks/{key}/trades?limit=10000";
        var now = 0;
        using (var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))
            if (answer.IsSuccessStatusCode)
                now = Count(JsonSerializer.Deserialize<JsonElement>(
                    await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        await UntilAsync(server, path, trades => Count(trades) >= now + more);

        static int Count(JsonElement page) => page.GetProperty("trades").GetArrayLength();
    }

    private static async Task<JsonElement> UntilAsync(Server server, string path, Func<JsonElement, bool> isSo)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            using var answer = await server.Http.GetAsync(
                new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode && JsonSerializer.Deserialize<JsonElement>(text) is var found && isSo(found))
                return found;
            Assert.True(DateTime.UtcNow < until, $"{path} in vain: {text}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
