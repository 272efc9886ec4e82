using System.CommandLine;
using System.Globalization;
using Bourse.Benches;
using Bourse.Benches.Feeds;
using Bourse.Journal;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench feed-latency</c>: from a venue's socket through the tape to another process.</summary>
internal static class BenchFeedLatencyCommand
{
    private const string VenueName = "feed-venue";
    private const string ReaderName = "feed-reader";

    public static Command Create()
    {
        var rate = new Option<int>("--rate") { Description = "Messages a second.", DefaultValueFactory = _ => 100_000 };
        var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 5 };
        var wait = new Option<WaitStrategy>("--wait")
        {
            Description = "How tape and relay wait: spin, yield or block.",
            DefaultValueFactory = _ => WaitStrategy.Block,
        };
        CommonOptions.AtLeastOne(rate);
        CommonOptions.AtLeastOne(seconds);
        var output = CommonOptions.Output();
        var command = new Command("feed-latency", "A venue's socket to the tape to a relay's subscriber: latency, open loop.")
        {
            rate, seconds, wait, output,
        };
        command.SetAction(invocation =>
        {
            var perSecond = invocation.GetValue(rate);
            var latency = new FeedLatency(
                invocation.GetValue(wait), perSecond, (long)perSecond * invocation.GetValue(seconds));
            latency.Run(
                ["bench", VenueName, Text(latency.Messages), Text(perSecond)],
                (address, warmUp) => ["bench", ReaderName, address, Text(latency.Messages), Text(warmUp)]);
            var report = new LatencyReport();
            report.Add("socket read -> tape -> relay subscriber", latency.FromRead);
            report.Add("due at the venue -> relay subscriber", latency.FromSend);
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The process that plays the venue.</summary>
    public static Command CreateVenue()
    {
        var messages = new Argument<long>("messages");
        var rate = new Argument<int>("rate");
        var command = new Command(VenueName, "The venue of 'bench feed-latency'.") { messages, rate };
        command.Hidden = true;
        command.SetAction(invocation =>
        {
            VenueSender.Run(invocation.GetValue(messages), invocation.GetValue(rate));
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The process that subscribes.</summary>
    public static Command CreateReader()
    {
        var address = new Argument<string>("address");
        var events = new Argument<long>("events");
        var warmUp = new Argument<long>("warm-up");
        var command = new Command(ReaderName, "The subscriber of 'bench feed-latency'.") { address, events, warmUp };
        command.Hidden = true;
        command.SetAction(invocation =>
        {
            FeedReading.Run(
                invocation.GetValue(address)!, invocation.GetValue(events), invocation.GetValue(warmUp));
            return ExitCode.Fine;
        });
        return command;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
