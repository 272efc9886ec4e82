using System.Diagnostics;
using System.Globalization;

namespace Bourse.Benches.Feeds;

/// <summary>The plain reader of bench/Bourse.FeedPeer, run on the same recording.</summary>
internal static class FeedPeer
{
    /// <exception cref="InvalidOperationException">It failed, or came to other events or other books than we.</exception>
    public static FeedFigures Measure(string program, FollowedRecording recording, int rounds)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.ArgumentList.Add(recording.Feed.Name.Protocol);
        start.ArgumentList.Add(rounds.ToString(CultureInfo.InvariantCulture));
        foreach (var file in recording.Feed.Files)
            start.ArgumentList.Add(file);
        using var peer = Process.Start(start)!;
        var lines = peer.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        peer.WaitForExit();
        if (peer.ExitCode != 0 || lines.Length < 2)
            throw new InvalidOperationException($"The peer failed on {recording.Feed.Name.Title}.");
        var (trades, quotes, levels) = recording.Feed.Counts;
        MustBeEqual($"{trades} {quotes} {levels}", lines[1]);
        MustBeEqual(string.Join('\n', recording.Tops()), string.Join('\n', lines[2..]));
        var figures = lines[0].Split(' ');
        return new FeedFigures(
            double.Parse(figures[0], CultureInfo.InvariantCulture), double.Parse(figures[1], CultureInfo.InvariantCulture));
    }

    private static void MustBeEqual(string ours, string peers)
    {
        if (ours != peers)
            throw new InvalidOperationException($"The peer read something else:\n{peers}\nwhere we read\n{ours}");
    }
}
