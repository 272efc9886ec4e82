using System.Diagnostics;
using System.Globalization;

namespace Bourse.EndToEnd;

/// <summary>
/// Tells a story of dashboard/tests/stories in a real browser, looking at a program that runs. The pictures that are taken on
/// the way are in artifacts/screenshots.
/// </summary>
internal static class ScreenStory
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly TimeSpan LongestStory = TimeSpan.FromMinutes(4);
    private static readonly string Root = Path.GetFullPath(Path.Combine(SampleArchive.Folder, "..", ".."));

    public static string Dashboard { get; } = Path.Combine(Root, "dashboard");

    public static void SkipWithoutBrowser() =>
        Assert.SkipUnless(File.Exists(Chromium), $"There is no {Chromium}: apt-get install chromium");

    /// <summary>The program with its synthetic market, at a pace that can be watched.</summary>
    public static Server Start(DataFolder data, int port = 0, params string[] more) => Server.Start(
        data.Path,
        ["--no-sample", "--port", port.ToString(CultureInfo.InvariantCulture),
            "--set", "Feeds:Synthetic:EventsPerSecond=200", .. more]).WaitServing();

    /// <summary>Tells it from beginning to end.</summary>
    public static void Tell(string area, string name, Server server, params string[] more)
    {
        using var story = Begin(area, name, server, more);
        End(story);
    }

    public static Process Begin(string area, string name, Server server, params string[] more)
    {
        var pictures = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;
        var folder = Path.Combine(Dashboard, "tests");
        return Run(folder, "node", [$"stories/{area}.mjs", name, $"{server.Http.BaseAddress}", pictures, .. more]);
    }

    public static Process Run(string folder, string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    public static void End(Process story)
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
