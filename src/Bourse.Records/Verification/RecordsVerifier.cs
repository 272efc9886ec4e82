using System.Data;
using System.Data.Common;
using Bourse.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>
/// Compares the records with the journals that they are of, up to where they say they are, all as they are at one moment;
/// beside whoever writes them or without. Changes nothing. One thread.
/// </summary>
public sealed class RecordsVerifier
{
    private readonly RecordsContext _context;
    private readonly DbTransaction _moment;

    private RecordsVerifier(RecordsContext context, DbTransaction moment) => (_context, _moment) = (context, moment);

    /// <exception cref="DbException">The database cannot be read.</exception>
    /// <exception cref="JournalException">A journal cannot be read.</exception>
    public static RecordsVerification Verify(
        RecordsDatabase database, JournalReader orders, JournalReader blotter, JournalReader audit,
        CancellationToken stopping = default)
    {
        using var context = database.Open();
        // A whole table takes longer to read than anybody's question may.
        context.Database.SetCommandTimeout(0);
        context.Database.OpenConnection();
        // Of SQLite's transactions only one that writes nothing leaves the writer alone.
        using var moment = context.Database.GetDbConnection() is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : context.Database.GetDbConnection().BeginTransaction(IsolationLevel.RepeatableRead);
        return new RecordsVerifier(context, moment).Verify(orders, blotter, audit, stopping);
    }

    private RecordsVerification Verify(
        JournalReader orders, JournalReader blotter, JournalReader audit, CancellationToken stopping)
    {
        var (blotterAt, auditAt) = (PositionOf(BlotterProjection.ReaderName), PositionOf(AuditProjection.ReaderName));
        var chain = AuditChain.Verify(audit, stopping);
        return new RecordsVerification(
            chain, blotterAt, blotter.LastSequence - blotterAt, auditAt, audit.LastSequence - auditAt,
            [CheckAudit(audit, auditAt, stopping), .. Books(orders, blotter, blotterAt, stopping)]);
    }

    // What the journal's retention has deleted the records may have still.
    private RecordsCheck CheckAudit(JournalReader audit, long until, CancellationToken stopping)
    {
        var rows = Rows(Tables.Audit).SkipWhile(row => (long)row[0] < audit.FirstSequence);
        try
        {
            return TableComparison.Run(Tables.Audit, Entries(audit, until), rows, stopping);
        }
        catch (ReaderConflictException fault)
        {
            return new RecordsCheck(Tables.Audit.Name, 0, fault.Message);
        }
    }

    private List<RecordsCheck> Books(JournalReader orders, JournalReader blotter, long until, CancellationToken stopping)
    {
        using var scratch = new ScratchRecords();
        try
        {
            scratch.Write(orders, blotter, until, stopping);
        }
        catch (ReaderConflictException fault)
        {
            return [new RecordsCheck("readers", 0, fault.Message)];
        }

        return
        [
            Check(Tables.Accounts), Check(Tables.Assets), Check(Tables.Instruments), Check(Tables.Orders),
            Check(Tables.Executions), Check(Tables.Volumes), Check(Tables.Balances),
        ];

        RecordsCheck Check<TRow>(Table<TRow> table) =>
            TableComparison.Run(table, scratch.Rows(table), Rows(table), stopping);
    }

    private static IEnumerable<object[]> Entries(JournalReader audit, long until)
    {
        using var cursor = audit.OpenCursor(audit.FirstSequence);
        while (cursor.NextSequence <= until && Next() is { } entry)
            yield return [.. Tables.Audit.Columns.Select(column => column.ValueOf(entry))];

        AuditRow? Next() => cursor.TryRead(out var record) ? AuditProjection.RowOf(record) : null;
    }

    private IEnumerable<object[]> Rows<TRow>(Table<TRow> table)
    {
        using var command = Command(table.Select);
        foreach (var row in TableComparison.Rows(command))
            yield return row;
    }

    private long PositionOf(string reader)
    {
        using var command = Command($"SELECT \"Sequence\" FROM readers WHERE \"Name\" = '{reader}'");
        return command.ExecuteScalar() is long position ? position : 0;
    }

    private DbCommand Command(string text)
    {
        var command = _context.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (text, _moment, 0);
        return command;
    }
}
