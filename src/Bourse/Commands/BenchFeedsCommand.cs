using System.CommandLine;
using System.Diagnostics;
using Bourse.Benches.Feeds;
using Bourse.Feeds;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench feeds</c>: venues' recorded traffic, read, checked, applied and published.</summary>
internal static class BenchFeedsCommand
{
    public static Command Create()
    {
        var verify = new Option<bool>("--verify") { Description = "Only count what the venues' own numbers confirm." };
        var recordings = new Option<string?>("--recordings")
        {
            Description = "A folder with recordings to be taken instead of the program's own, by the files' names.",
        };
        var peer = new Option<string?>("--peer") { Description = "The program of bench/Bourse.FeedPeer, to be run beside." };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Rounds of half a second; the best counts.",
            DefaultValueFactory = _ => 5,
        };
        CommonOptions.AtLeastOne(rounds);
        var output = CommonOptions.Output();
        var command = new Command("feeds", "Venues' feeds on recordings: messages a second on one core, and verification.")
        {
            verify, recordings, peer, rounds, output,
        };
        command.SetAction(invocation =>
        {
            try
            {
                var folder = new RecordingFolder(invocation.GetValue(recordings));
                var format = invocation.GetValue(output);
                if (invocation.GetValue(verify))
                    return Verify(folder, format);
                Throughput(folder, invocation.GetValue(rounds), invocation.GetValue(peer)).Print(format);
                return ExitCode.Fine;
            }
            catch (Exception fault) when (fault is FeedException or InvalidOperationException)
            {
                return Screen.Fail(fault.Message);
            }
        });
        return command;
    }

    private static int Verify(RecordingFolder folder, OutputFormat format)
    {
        var report = new Report("recording", "what", "found", "expected", "right");
        var isRight = true;
        foreach (var count in VerifiedCounts.Of(folder))
        {
            report.Add(count.Recording, count.What, count.Found, count.Expected, count.IsRight ? "yes" : "NO");
            isRight &= count.IsRight;
        }

        report.Print(format);
        return isRight ? ExitCode.Fine : ExitCode.Failed;
    }

    private static Report Throughput(RecordingFolder folder, int rounds, string? peer)
    {
        StayOnOneCore();
        var report = new Report(
            "recording", "messages", "applied/s", "bytes", "published/s", "bytes, published", "peer/s", "peer's bytes", "times");
        foreach (var name in RecordingName.Measured)
        {
            using var recording = new FollowedRecording(new RecordedFeed(name, folder));
            var applied = FeedThroughput.Measure(recording, recording.Apply, rounds);
            var published = FeedThroughput.Measure(recording, recording.Publish, rounds);
            FeedFigures? beside = peer is null ? null : FeedPeer.Measure(peer, recording, rounds);
            report.Add(
                name.Title, recording.Feed.Steady, Math.Round(applied.PerSecond), Math.Round(applied.BytesPerMessage, 2),
                Math.Round(published.PerSecond), Math.Round(published.BytesPerMessage, 2),
                beside is { } other ? Math.Round(other.PerSecond) : null,
                beside is { } bytes ? Math.Round(bytes.BytesPerMessage) : null,
                beside is { } slower ? Math.Round(applied.PerSecond / slower.PerSecond, 1) : null);
        }

        return report;
    }

    private static void StayOnOneCore()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            Process.GetCurrentProcess().ProcessorAffinity = 1;
    }
}
