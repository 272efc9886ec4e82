namespace Bourse.EndToEnd;

/// <summary>What the screen charts, in a real browser, on the sample of real ticks and the synthetic market.</summary>
public sealed class DashboardChartTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("an indicator that I choose says in the legend what the server answers for that bar")]
    [InlineData("I scroll back over several pages and no bar is missing, while the last ones go on")]
    [InlineData("the profile of the session says what the server does")]
    [InlineData("the layout that I make, name and choose is there after a reload")]
    [InlineData("the book over time begins with what the server remembers and goes on each second")]
    public void I_look_at_a_chart(string story)
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = Server.Start(_data.Path, "--port", "0", "--set", "Feeds:Synthetic:EventsPerSecond=200").WaitServing();
        ScreenStory.Tell("charts", story, server);
    }

    [Fact]
    public void Where_a_symbol_trades_at_several_venues_I_see_who_bids_most_who_asks_least_and_who_is_left_out()
    {
        ScreenStory.SkipWithoutBrowser();
        LoadQuote(901, "ALPHA", "10.12,300,10.15,200");
        LoadQuote(902, "BETA", "10.08,300,10.1,200");
        LoadQuote(903, "DELTA", "0,0,0,0");
        using var server = ScreenStory.Start(_data);
        ScreenStory.Tell(
            "charts", "where a symbol trades at several venues I see who bids most, who asks least and who is left out", server);
    }

    // The symbol DUO as that venue has it: what it had before, and what it has.
    private void LoadQuote(int number, string venue, string quote)
    {
        var (profile, quotes) = (_data.File($"{venue}.json"), _data.File($"{venue}.csv"));
        File.WriteAllText(profile, $$"""
            {
              "name": "duo-quotes", "kind": "quotes", "currency": "USD", "has_header": true,
              "venue": { "number": {{number}}, "code": "{{venue}}", "name": "{{venue}}", "time_zone": "UTC" },
              "time": { "column": "time", "format": "iso" },
              "bid": "bid", "bid_size": "bid_size", "ask": "ask", "ask_size": "ask_size"
            }
            """);
        File.WriteAllText(quotes, $"""
            time,bid,bid_size,ask,ask_size
            2026-01-05T10:00:00Z,10.01,{number},10.2,100
            2026-01-05T10:00:01Z,{quote}

            """);
        var loaded = BourseProgram.Run("load", quotes, "--profile", profile, "--symbol", "DUO", "--data", _data.Path);
        Assert.True(loaded.ExitCode == 0, loaded.Error);
    }
}
