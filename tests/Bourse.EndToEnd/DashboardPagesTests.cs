namespace Bourse.EndToEnd;

/// <summary>Summary, data health and alerts in a real browser, and what lies over every page.</summary>
public sealed class DashboardPagesTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void The_summary_goes_on_while_I_watch() => Tell("the summary goes on while I watch and leads to an instrument");

    [Fact]
    public void Every_page_is_seen_in_the_light_and_on_a_phone() =>
        Tell("every page of tables is seen in the light and on a phone");

    [Fact]
    public void The_search_leads_to_an_instrument_a_page_and_what_can_be_done() =>
        Tell("the search leads to an instrument, a page and what can be done");

    [Fact]
    public void A_list_of_my_own_survives_a_reload() =>
        Tell("a list of my own survives a reload and I walk through it by keys");

    [Fact]
    public void An_alert_fires_and_I_see_it_on_whatever_page_I_am() =>
        Tell("an alert fires and I see it on whatever page I am");

    [Fact]
    public void A_signed_in_users_lists_are_kept_by_the_server() => Tell("a signed-in user's lists are kept by the server");

    [Fact]
    public void A_page_whose_file_is_gone_offers_to_load_all_anew() =>
        Tell("a page whose file is gone after an upgrade offers to load all anew");

    [Fact]
    public void A_lost_connection_is_told()
    {
        ScreenStory.SkipWithoutBrowser();
        var server = ScreenStory.Start(_data);
        try
        {
            var port = server.Http.BaseAddress!.Port;
            using var story = ScreenStory.Begin("pages", "a lost connection is told, and so is that it is back", server);
            Assert.Equal("stop it", story.StandardOutput.ReadLine());
            server.Terminate();
            server.Dispose();
            Assert.Equal("start it", story.StandardOutput.ReadLine());
            server = ScreenStory.Start(_data, port);
            ScreenStory.End(story);
        }
        finally
        {
            server.Dispose();
        }
    }

    [Fact]
    public void The_data_health_shows_a_feed_that_stopped()
    {
        ScreenStory.SkipWithoutBrowser();
        using var venue = new TradingVenue();
        var registry = _data.File("venues.json");
        File.WriteAllText(
            registry,
            $$"""
            { "venues": { "ONE": { "name": "First", "protocol": "coinbase", "socket": "{{venue.Address}}", "symbols": ["BTC-USD"] } } }
            """);
        using var server = ScreenStory.Start(_data, 0, "--live", "--set", $"Feeds:Venues:File={registry}");
        using var story = ScreenStory.Begin("pages", "the data health shows a feed that stopped", server);
        Assert.Equal("stop it", story.StandardOutput.ReadLine());
        venue.Dispose();
        ScreenStory.End(story);
    }

    private void Tell(string name)
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = ScreenStory.Start(_data);
        var key = server.Output.Split("with the key ")[1].Split('\n')[0].Trim();
        ScreenStory.Tell("pages", name, server, key);
    }
}
