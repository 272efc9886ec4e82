namespace Bourse.EndToEnd;

/// <summary>The market page in a real browser, on the program itself and its synthetic market.</summary>
public sealed class DashboardTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void What_the_screen_keeps_and_computes_without_a_browser_is_right()
    {
        using var tests = ScreenStory.Run(ScreenStory.Dashboard, "node", "node_modules/vitest/vitest.mjs", "run", "--no-color");
        ScreenStory.End(tests);
    }

    [Fact]
    public void The_page_opens_without_a_complaint() => Tell("the page opens without a complaint");

    [Fact]
    public void The_book_and_the_tape_go_on_while_I_watch() => Tell("the book and the tape go on while I watch");

    [Fact]
    public void I_choose_another_instrument() =>
        Tell("I choose another instrument and its book, tape and chart are shown");

    [Fact]
    public void I_scroll_the_ladder_and_centre_it_again() =>
        Tell("I scroll the ladder, it holds still, and C centres it again");

    [Fact]
    public void On_a_phone_I_choose_what_I_see() => Tell("on a phone I choose what I see");

    [Fact]
    public void A_browser_that_stood_still_is_told_what_it_missed_and_shows_the_market_of_now() => Tell(
        "a browser that stood still is told what it missed, and shows the market of now",
        "--set", "Feeds:Synthetic:EventsPerSecond=20000", "--set", "Gateway:WebSocket:OutboxFramesMax=1024");

    [Fact]
    public void After_a_restart_of_the_server_it_goes_on_by_itself_and_has_missed_no_trade()
    {
        ScreenStory.SkipWithoutBrowser();
        var server = ScreenStory.Start(_data);
        try
        {
            var port = server.Http.BaseAddress!.Port;
            using var story = ScreenStory.Begin(
                "market", "after a restart of the server it goes on by itself and has missed no trade", server);
            Assert.Equal("restart it", story.StandardOutput.ReadLine());
            server.Terminate();
            server.Dispose();
            server = ScreenStory.Start(_data, port);
            ScreenStory.End(story);
        }
        finally
        {
            server.Dispose();
        }
    }

    private void Tell(string name, params string[] more)
    {
        ScreenStory.SkipWithoutBrowser();
        using var server = ScreenStory.Start(_data, 0, more);
        ScreenStory.Tell("market", name, server);
    }
}
