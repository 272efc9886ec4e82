using System.Net.Http.Json;
using System.Text.Json;

namespace Bourse.EndToEnd;

/// <summary>Signing in and trading on the screen in a real browser, in a market that bots make.</summary>
public sealed class DashboardTradeTests : IDisposable
{
    private const string Restart = "after a restart of the server my orders are there and I go on trading";

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("I sign in with a key, am told when it is wrong, and sign out")]
    [InlineData("after too many wrong passwords I am told how long to wait")]
    [InlineData("an order goes from a click on the ladder to a fill")]
    [InlineData("the file of my fills has what I traded")]
    [InlineData("why an order would be refused is said before it is placed, and after")]
    [InlineData("an order whose answer is lost is looked up, and not placed twice")]
    [InlineData("Esc twice cancels what I have open, and once does not")]
    [InlineData("what is listed on paper is traded against its market")]
    [InlineData("the trading page is worth looking at all day")]
    [InlineData("on a phone I trade too")]
    public async Task I_trade_on_the_screen(string story)
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = Start(0);
        ScreenStory.Tell("trade", story, server, await OpenAsync(server));
    }

    [Fact]
    public async Task After_a_restart_of_the_server_my_orders_are_there()
    {
        ScreenStory.SkipWithoutBrowser();
        var server = Start(0);
        try
        {
            var port = server.Http.BaseAddress!.Port;
            using var story = ScreenStory.Begin("trade", Restart, server, await OpenAsync(server));
            Assert.Equal("restart it", await story.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            server.Terminate();
            server.Dispose();
            server = Start(port);
            ScreenStory.End(story);
        }
        finally
        {
            server.Dispose();
        }
    }

    [Fact]
    public async Task I_stay_signed_in_though_my_token_lives_for_some_seconds_only()
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = Start(0, "--set", "Gateway:Auth:TokenSeconds=12");
        ScreenStory.Tell(
            "trade", "I stay signed in, though my token lives for some seconds only", server, await OpenAsync(server));
    }

    private Server Start(int port, params string[] more) => Server.StartWithBots(
        _data.Path,
        ["--no-sample", "--port", $"{port}", "--set", "Feeds:Synthetic:EventsPerSecond=200", .. more]).WaitReady();

    /// <summary>Opens an account with money for ann, and lists an instrument on paper, as the operator; her key.</summary>
    private static async Task<string> OpenAsync(Server server)
    {
        await PostAsync(server, "/v1/users", new { user = "ann", role = "trader" });
        await PostAsync(server, "/v1/accounts", new { name = "ann" });
        await PostAsync(server, "/v1/accounts/ann/deposits", new { asset = "USD", amount = "100000" });
        await PostAsync(server, "/v1/instruments", new { symbol = "SYNTH:NOVA", paper = true, tick = "0.01", lot = 1 });
        var made = await PostAsync(server, "/v1/keys", new { user = "ann", name = "desk", scopes = "read trade" });
        return made.GetProperty("key").GetString()!;
    }

    private static async Task<JsonElement> PostAsync(Server server, string path, object body)
    {
        using var answer = await server.Local.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
