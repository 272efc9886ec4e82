using System.CommandLine;
using Bourse.Journal;
using Bourse.Output;
using Bourse.Records;
using Bourse.Settings;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Commands;

/// <summary><c>bourse records verify|status</c>: the books and records, beside a running server or without.</summary>
internal static class RecordsCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "The data directory (./data)." };
    private static readonly Option<string?> Config = CommonOptions.Config();
    private static readonly Option<string[]> Set = CommonOptions.Set();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    public static Command Create() => new("records", "Check the books and records. Example: bourse records verify --data data")
    {
        Act("verify",
            "Work out the audit's chain again, and compare every row with the journals; exit code 1 names the first that is "
            + "wrong. Nothing shows that the audit's end was cut off, unless its head was kept elsewhere: this prints it. "
            + "Example: bourse records verify --set Records:PostgreSql=\"Host=db;Database=bourse;Username=bourse\"",
            Verify),
        Act("status", "Say how far the records are. Example: bourse records status --output json", Status),
    };

    private static Command Act(
        string name, string text, Func<RecordsDatabase, NodeOptions, OutputFormat, int> act)
    {
        var command = new Command(name, text) { Data, Config, Set, Output };
        command.SetAction(given =>
        {
            var overrides = CommonOptions.Overrides(given.GetValue(Set));
            if (given.GetValue(Data) is { } data)
                overrides["Data"] = data;
            if (NodeSettings.Load(overrides, given.GetValue(Config)) is not { } options)
                return ExitCode.Misused;
            return Run(options, given.GetValue(Output), act);
        });
        return command;
    }

    private static int Run(
        NodeOptions options, OutputFormat format, Func<RecordsDatabase, NodeOptions, OutputFormat, int> act)
    {
        try
        {
            var database = RecordsDatabase.Of(options.Records, options.Data);
            return WhyUnreadable(database, options) is { } reason
                ? Screen.Fail(reason)
                : act(database, options, format);
        }
        catch (Exception fault) when (fault is JournalException or UnauthorizedAccessException
            || RecordsDatabase.IsFailure(fault))
        {
            return Screen.Fail(fault.GetBaseException().Message);
        }
    }

    private static string? WhyUnreadable(RecordsDatabase database, NodeOptions options)
    {
        if (!Directory.Exists(DataDirectory.AuditIn(options.Data)))
            return $"{options.Data}: there are no records yet; 'bourse serve' writes them.";
        if (!database.IsPostgreSql && !File.Exists(RecordsDatabase.FileIn(options.Data)))
            return $"{RecordsDatabase.FileIn(options.Data)}: there is no such file; 'bourse serve' writes it.";
        using var context = database.Open();
        return context.Database.GetPendingMigrations().Any()
            ? "the records are of an older version; 'bourse serve' brings them to this one."
            : null;
    }

    private static int Verify(RecordsDatabase database, NodeOptions options, OutputFormat format)
    {
        using var orders = Open(DataDirectory.OrdersIn(options.Data));
        using var blotter = Open(DataDirectory.BlotterIn(options.Data));
        using var audit = Open(DataDirectory.AuditIn(options.Data));
        var found = RecordsVerifier.Verify(database, orders, blotter, audit);
        var sections = new Sections();
        sections.Add("records", "blotter_sequence", "blotter_behind", "audit_sequence", "audit_behind", "fault")
            .Add(found.BlotterSequence, found.BlotterBehind, found.AuditSequence, found.AuditBehind, found.Fault);
        sections.Add("audit", "entries", "last", "head", "fault")
            .Add(found.Chain.Entries, found.Chain.Last, Convert.ToHexStringLower(found.Chain.Head), found.Chain.Fault);
        var tables = sections.Add("tables", "table", "rows", "fault");
        foreach (var check in found.Checks)
            tables.Add(check.Table, check.Rows, check.Fault);
        sections.Print(format);
        return found.Fault is { } fault ? Screen.Fail(fault) : ExitCode.Fine;
    }

    private static int Status(RecordsDatabase database, NodeOptions options, OutputFormat format)
    {
        using var context = database.Open();
        var positions = context.Readers.AsNoTracking().ToDictionary(row => row.Name, row => row.Sequence);
        var report = new Report("reader", "sequence", "behind");
        foreach (var (name, folder) in new[]
                 {
                     ("blotter", DataDirectory.BlotterIn(options.Data)), ("audit", DataDirectory.AuditIn(options.Data)),
                 })
        {
            using var journal = Open(folder);
            var position = positions.GetValueOrDefault(name);
            report.Add(name, position, Math.Max(0, journal.LastSequence - position));
        }

        report.Print(format);
        return ExitCode.Fine;
    }

    // A gateway without an exchange has no orders yet.
    private static JournalReader Open(string folder) => JournalReader.Open(Directory.CreateDirectory(folder).FullName);
}
