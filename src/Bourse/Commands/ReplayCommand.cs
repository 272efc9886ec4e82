using System.CommandLine;
using Bourse.Feeds;
using Bourse.Feeds.Replay;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse replay</c>: prints a range of the tape again, at its own speed, faster, or flat out.</summary>
internal static class ReplayCommand
{
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<Timestamp?> From = CommonOptions.Time("--from", "The first time that is in.");
    private static readonly Option<Timestamp?> To = CommonOptions.Time("--to", "The first time that is no longer in.");
    private static readonly Option<long?> FromSequence = new("--from-sequence") { Description = "The first sequence." };
    private static readonly Option<long?> ToSequence = new("--to-sequence") { Description = "The last sequence." };

    private static readonly Option<ReplayClock> Clock = new("--clock")
    {
        Description = "Which of an event's times --from, --to and --speed go by.",
        DefaultValueFactory = _ => ReplayClock.Venue,
    };

    private static readonly Option<string[]> Symbols = new("--symbol", "-s")
    {
        Description = "BHP or ASX:BHP; may be repeated. Without it, all.",
    };

    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "1 is as it happened, 10 ten times as fast, 0 as fast as possible.",
        DefaultValueFactory = _ => 0,
    };

    public static Command Create()
    {
        var command = new Command(
            "replay", "Print a range of the tape in its order. Example: bourse replay -s BHP --speed 60")
        {
            Data, From, To, FromSequence, ToSequence, Clock, Symbols, Speed,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult invocation)
    {
        var options = new ReplayOptions
        {
            From = invocation.GetValue(From),
            To = invocation.GetValue(To),
            FromSequence = invocation.GetValue(FromSequence),
            ToSequence = invocation.GetValue(ToSequence),
            Clock = invocation.GetValue(Clock),
            Symbols = [.. (invocation.GetValue(Symbols) ?? []).Select(symbol => symbol.ToUpperInvariant())],
            Speed = invocation.GetValue(Speed),
        };
        try
        {
            using var stop = new StopSignal();
            using var tape = JournalReader.Open(DataDirectory.TapeIn(invocation.GetValue(Data)!));
            using var replay = new TapeReplay(tape, options, TimeProvider.System);
            using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = options.Speed > 0 };
            while (replay.TryRead(out var record, stop.Token))
                output.WriteLine(RecordText.Of(record));
            return ExitCode.Fine;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Fine;
        }
        catch (Exception fault) when (fault is JournalException or FeedException or IOException)
        {
            return Screen.Fail(fault.Message);
        }
    }
}
