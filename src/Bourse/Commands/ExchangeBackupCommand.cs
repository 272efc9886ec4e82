using System.CommandLine;
using Bourse.Engine;
using Bourse.Journal;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse exchange backup</c> and <c>restore</c>: a copy of the exchange, and a data directory of one.</summary>
internal static class ExchangeBackupCommand
{
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();
    private static readonly Argument<string> Folder = new("folder") { Description = "The backup's folder." };

    public static Command CreateBackup() => Create(
        "backup",
        "Copy orders, blotter and the newest snapshot into a new folder; works beside a running server. "
        + "Example: bourse exchange backup /backups/monday",
        given => ExchangeBackup.Write(Locate(given.GetValue(Data)!), given.GetValue(Folder)!, TimeProvider.System));

    public static Command CreateRestore() => Create(
        "restore",
        "Check a backup and make a data directory of it, which must be empty. "
        + "Example: bourse exchange restore /backups/monday --data data",
        given => ExchangeBackup.Restore(given.GetValue(Folder)!, given.GetValue(Data)!, Locate));

    private static Command Create(string name, string text, Func<ParseResult, BackupManifest> act)
    {
        var command = new Command(name, text) { Folder, Data, Output };
        command.SetAction(given =>
        {
            try
            {
                Print(act(given), given.GetValue(Output));
                return ExitCode.Fine;
            }
            catch (Exception fault) when (fault is BackupException or JournalException or IOException
                or UnauthorizedAccessException)
            {
                return Screen.Fail(fault.Message);
            }
        });
        return command;
    }

    private static ExchangeFolders Locate(string dataDirectory) => new(
        DataDirectory.OrdersIn(dataDirectory), DataDirectory.BlotterIn(dataDirectory),
        DataDirectory.SnapshotsIn(dataDirectory));

    private static void Print(BackupManifest manifest, OutputFormat format)
    {
        var report = new Report("orders_sequence", "blotter_sequence", "snapshot_sequence", "files", "bytes");
        report.Add(
            manifest.OrdersSequence, manifest.BlotterSequence, manifest.SnapshotSequence, manifest.Files.Count,
            manifest.Files.Sum(file => file.Bytes));
        report.Print(format);
    }
}
