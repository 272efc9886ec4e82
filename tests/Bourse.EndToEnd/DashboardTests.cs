using System.Diagnostics;
using System.Globalization;

namespace Bourse.EndToEnd;

/// <summary>
/// The screen in a real browser, on the program itself and its synthetic market: the stories of dashboard/tests. The pictures
/// that are taken on the way are in artifacts/screenshots.
/// </summary>
public sealed class DashboardTests : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly TimeSpan LongestStory = TimeSpan.FromMinutes(4);
    private static readonly string Root = Path.GetFullPath(Path.Combine(SampleArchive.Folder, "..", ".."));

    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void What_the_screen_keeps_and_computes_without_a_browser_is_right() =>
        End(Run(Path.Combine(Root, "dashboard"), "node_modules/.bin/vitest", "run", "--no-color"));

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
    public void After_a_restart_of_the_server_it_goes_on_by_itself_and_has_missed_no_trade()
    {
        SkipWithoutBrowser();
        var server = Start(0);
        try
        {
            var port = server.Http.BaseAddress!.Port;
            using var story = Begin("after a restart of the server it goes on by itself and has missed no trade", server);
            Assert.Equal("restart it", story.StandardOutput.ReadLine());
            server.Terminate();
            server.Dispose();
            server = Start(port);
            End(story);
        }
        finally
        {
            server.Dispose();
        }
    }

    private void Tell(string name)
    {
        SkipWithoutBrowser();
        using var server = Start(0);
        using var story = Begin(name, server);
        End(story);
    }

    private static void SkipWithoutBrowser() =>
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}: apt-get install chromium");

    private Server Start(int port) => Server.Start(
        _data.Path, "--no-sample", "--port", port.ToString(CultureInfo.InvariantCulture),
        "--set", "Feeds:Synthetic:EventsPerSecond=200").WaitServing();

    private static Process Begin(string name, Server server)
    {
        var pictures = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;
        return Run(Path.Combine(Root, "dashboard", "tests"), "stories.mjs", name, $"{server.Http.BaseAddress}", pictures);
    }

    private static Process Run(string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static void End(Process story)
    {
        var complaint = story.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (!story.WaitForExit(LongestStory))
        {
            story.Kill(entireProcessTree: true);
            Assert.Fail("The story did not come to an end.");
        }

        Assert.True(story.ExitCode == 0, complaint.Result);
    }
}
