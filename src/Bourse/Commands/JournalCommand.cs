using System.CommandLine;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse journal inspect|verify|tail|truncate</c>: a journal's folder, looked at and mended.</summary>
internal static class JournalCommand
{
    private static readonly Argument<string> Folder = new("folder")
    {
        Description = "The journal's folder.",
        DefaultValueFactory = _ => DataDirectory.TapeIn("data"),
    };

    private static readonly Option<OutputFormat> Output = CommonOptions.Output();
    private static readonly Option<bool> Follow = new("--follow", "-f") { Description = "Wait for more." };

    private static readonly Option<RecordFormat> Format = new("--format")
    {
        Description = "text, or events: what other systems are told, a line of JSON each.",
        DefaultValueFactory = _ => RecordFormat.Text,
    };

    private static readonly Option<int> Last = new("--last", "-n")
    {
        Description = "Begin so many records before the end.",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<long> After = new("--after")
    {
        Description = "The last sequence to keep.",
        Required = true,
    };

    public static Command Create() => new("journal", "Look at a journal, check it, cut it. Example: bourse journal verify")
    {
        Act("inspect", "List the segments. Example: bourse journal inspect data/journal/tape", Inspect, Output),
        Act("verify", "Check every byte; exit code 1 names the first fault. Example: bourse journal verify", Verify),
        Act("tail", "Print the last records. Example: bourse journal tail -n 5 -f", Tail, Last, Follow, Format),
        Act("truncate", "Cut after a sequence; what is cut is kept aside. Example: bourse journal truncate --after 1000",
            Truncate, After),
    };

    private static Command Act(string name, string text, Func<ParseResult, string, int> act, params Option[] options)
    {
        var command = new Command(name, text) { Folder };
        foreach (var option in options)
            command.Add(option);
        command.SetAction(invocation =>
        {
            try
            {
                return act(invocation, invocation.GetValue(Folder)!);
            }
            catch (Exception fault) when (fault is JournalException or IOException or UnauthorizedAccessException)
            {
                return Screen.Fail(fault.Message);
            }
        });
        return command;
    }

    private static int Inspect(ParseResult invocation, string folder)
    {
        var inspection = JournalInspection.Of(folder);
        var report = new Report(
            "segment", "first", "last", "first_time", "last_time", "used_bytes", "of_bytes", "durable_bytes", "sealed", "fault");
        foreach (var segment in inspection.Segments)
            report.Add(Path.GetFileName(segment.File), segment.FirstSequence, segment.LastSequence,
                TimeOf(segment.FirstTime), TimeOf(segment.LastTime), segment.UsedBytes, segment.SegmentBytes,
                segment.DurableBytes, segment.IsSealed, segment.Fault);
        report.Print(invocation.GetValue(Output));
        Console.Error.WriteLine(
            $"{inspection.LastSequence - inspection.FirstSequence + 1} records in {inspection.FileBytes >> 20} MiB; "
            + (inspection.IsBeingWritten ? "a writer has it open." : "no writer has it open."));
        return inspection.Segments.Any(segment => segment.Fault is not null) ? ExitCode.Failed : ExitCode.Fine;
    }

    private static int Verify(ParseResult invocation, string folder)
    {
        var report = JournalVerifier.Verify(folder);
        Console.WriteLine(
            $"{report.RecordCount} records ({report.FirstSequence} to {report.LastSequence}) in {report.SegmentCount} "
            + $"segments, {report.CheckedBytes} bytes checked.");
        if (report.FirstFault is { } fault)
            return Screen.Fail($"the journal is damaged: {fault}");
        Console.WriteLine("Sound.");
        return ExitCode.Fine;
    }

    private static int Tail(ParseResult invocation, string folder)
    {
        using var reader = JournalReader.Open(folder);
        using var stop = new StopSignal();
        var from = Math.Max(reader.FirstSequence, reader.LastSequence - invocation.GetValue(Last) + 1);
        using var cursor = reader.OpenCursor(from);
        using var events = invocation.GetValue(Format) == RecordFormat.Events ? EventLines.Of(folder) : null;
        do
        {
            while (cursor.TryRead(out var record))
                if (events is null)
                    Console.WriteLine(TextOf(folder, record));
                else
                    events.Print(record);
        }
        while (invocation.GetValue(Follow) && WaitForMore(cursor, stop.Token));
        return ExitCode.Fine;
    }

    // What a record's type means is told by the journal that it is in.
    private static string TextOf(string folder, in JournalRecord record) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) switch
        {
            "orders" => ExchangeRecordText.OfCommand(record),
            "blotter" => ExchangeRecordText.OfEvent(record),
            _ => RecordText.Of(record),
        };

    private static bool WaitForMore(JournalCursor cursor, CancellationToken stopping)
    {
        cursor.Wait(WaitStrategy.Block, TimeSpan.FromMilliseconds(200), stopping);
        return !stopping.IsCancellationRequested;
    }

    private static int Truncate(ParseResult invocation, string folder)
    {
        var report = JournalTruncation.CutAfter(folder, invocation.GetValue(After));
        Console.WriteLine(
            $"The journal ends with sequence {report.LastSequence}; {report.CutBytes} bytes and "
            + $"{report.RemovedSegmentCount} later segments were cut.");
        if (report.BackupDirectory is { } backup)
            Console.WriteLine($"What was cut is kept in {backup}.");
        return ExitCode.Fine;
    }

    private static Timestamp? TimeOf(long nanoseconds) => nanoseconds <= 0 ? null : new Timestamp(nanoseconds);
}
