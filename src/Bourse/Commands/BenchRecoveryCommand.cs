using System.CommandLine;
using System.Diagnostics;
using Bourse.Benches;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse bench recovery</c>: how soon a journal is open again after its writer was killed.</summary>
internal static class BenchRecoveryCommand
{
    private const string WriterName = "recovery-writer";

    public static Command Create()
    {
        var megabytes = new Option<int>("--megabytes") { Description = "Size.", DefaultValueFactory = _ => 1024 };
        var output = CommonOptions.Output();
        var command = new Command("recovery", "Kill a writer after so much, open its journal again, verify it.")
        {
            megabytes, output,
        };
        command.SetAction(invocation =>
        {
            Measure(invocation.GetValue(megabytes)).Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The process that is killed.</summary>
    public static Command CreateWriter()
    {
        var folder = new Argument<string>("folder");
        var megabytes = new Argument<long>("megabytes");
        var command = new Command(WriterName, "The writing process of 'bench recovery'.") { folder, megabytes };
        command.Hidden = true;
        command.SetAction(invocation =>
        {
            Write(invocation.GetValue(folder)!, invocation.GetValue(megabytes) << 20);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Report Measure(int megabytes)
    {
        using var folder = new BenchFolder();
        var place = folder.File("tape");
        using (var writer = ChildProcess.Start(
            "bench", WriterName, place, megabytes.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            writer.StandardOutput.ReadLine();
            writer.Kill();
            writer.WaitForExit();
        }

        var report = new Report("measure", "value");
        report.Add("megabytes", Directory.GetFiles(place, "*.seg").Sum(file => new FileInfo(file).Length) >> 20);
        var start = Stopwatch.GetTimestamp();
        using (var journal = JournalWriter.Open(new JournalOptions { Directory = place }))
        {
            report.Add("open after SIGKILL, ms", Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1));
            report.Add("records", journal.LastSequence);
            report.Add("bytes cut", journal.Recovery.CutBytes);
            start = Stopwatch.GetTimestamp();
            using var cursor = journal.Reader.OpenCursor(1);
            while (cursor.TryRead(out _))
            {
            }

            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            report.Add("read through, ms", Math.Round(seconds * 1000, 1));
            report.Add("read, million records/s", Math.Round(journal.LastSequence / seconds / 1e6, 2));
        }

        return report;
    }

    private static void Write(string folder, long bytes)
    {
        using var journal = JournalWriter.Open(new JournalOptions { Directory = folder });
        var payload = new byte[Trade.Bytes];
        for (long written = 0; written < bytes; written += 32 + Trade.Bytes)
            journal.Append(TimedRecords.Type, 1, 0, payload);
        journal.Publish();
        Console.WriteLine(RelayReading.Ready);
        Thread.Sleep(Timeout.Infinite);
    }
}
