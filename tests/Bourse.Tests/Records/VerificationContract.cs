using Bourse.Journal;
using Bourse.Records;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Tests.Records;

/// <summary>The audit in the records, and what a look at all of them finds, on whatever database they are kept.</summary>
public abstract class VerificationContract(RecordsPlace place) : IDisposable
{
    private readonly AuditFolder _audit = new();

    [Fact]
    public async Task Entries_of_the_audit_are_found_with_their_hash()
    {
        using (var trail = _audit.Open())
            for (var i = 0; i < 50; i++)
                trail.Append(AuditFolder.Entry(i));
        var database = place.Empty();
        WriteAudit(database, batchRecords: 7);
        var search = new AuditSearch(database);
        var newest = await search.FindAsync(new AuditFilter { Limit = 3 }, TestContext.Current.CancellationToken);
        Assert.Equal([50L, 49, 48], newest.Select(row => row.Sequence));
        using var journal = _audit.Read();
        Assert.Equal(AuditChain.Verify(journal, TestContext.Current.CancellationToken).Head, newest[0].Hash);
        var of = await search.FindAsync(
            new AuditFilter { Actor = "user-1", Action = "placeOrder", Cursor = 40, IsAscending = true },
            TestContext.Current.CancellationToken);
        Assert.Equal([41L, 44, 47, 50], of.Where(row => row.Sequence % 3 == 2).Select(row => row.Sequence));
        Assert.All(of, row => Assert.Equal("user-1", row.Actor));
        var later = await search.FindAsync(
            new AuditFilter { FromTime = newest[2].Time, Target = newest[1].Target }, TestContext.Current.CancellationToken);
        Assert.Equal([49L], later.Select(row => row.Sequence));
    }

    [Fact]
    public void A_text_that_a_database_does_not_hold_does_not_stop_the_audit()
    {
        using (var trail = _audit.Open())
            trail.Append(AuditFolder.Entry(0) with { Detail = "a\0b \ud800 \u20ac", CorrelationId = "\0" });
        var database = place.Empty();
        WriteAudit(database, batchRecords: 10);
        Assert.Null(Verify(database, exchange: null).Fault);
    }

    [Fact]
    public void Records_as_they_were_written_are_sound_up_to_where_they_are()
    {
        using var exchange = new WrittenExchange("paper", 9, 400);
        using (var trail = _audit.Open())
            trail.Append(AuditFolder.Entry(1));
        var database = place.Empty(batchRecords: 100);
        exchange.Write(database);
        WriteAudit(database, batchRecords: 10);
        using (var trail = _audit.Open())
            trail.Append(AuditFolder.Entry(2));
        var found = Verify(database, exchange);
        Assert.Null(found.Fault);
        Assert.Equal((exchange.Blotter.LastSequence, 0L, 1L, 1L), (found.BlotterSequence, found.BlotterBehind, found.AuditSequence, found.AuditBehind));
        Assert.Equal(8, found.Checks.Count);
        Assert.Equal(exchange.Naive().Executions().Count(), found.Checks.Single(check => check.Table == "executions").Rows);
    }

    [Fact]
    public void Whatever_is_changed_in_the_records_is_found_and_named()
    {
        using var exchange = new WrittenExchange("fees", 9, 300);
        using (var trail = _audit.Open())
            for (var i = 0; i < 5; i++)
                trail.Append(AuditFolder.Entry(i));
        foreach (var (change, named) in Changes())
        {
            var database = place.Empty();
            exchange.Write(database);
            WriteAudit(database, batchRecords: 10);
            using (var context = database.Open())
                Assert.Equal(1, Run(context, change));
            Assert.Contains(named, Verify(database, exchange).Fault, StringComparison.Ordinal);
        }
    }

    public void Dispose()
    {
        _audit.Dispose();
        GC.SuppressFinalize(this);
    }

    private static IEnumerable<(string Change, string Named)> Changes()
    {
        const string AnOrder = "(SELECT MIN(\"Id\") FROM orders WHERE \"Filled\" > 0)";
        const string AnExecution = "(SELECT MAX(\"BlotterSequence\") FROM executions)";
        yield return ($"UPDATE orders SET \"Fees\" = \"Fees\" + 1 WHERE \"Id\" = {AnOrder}", "\"Fees\" is");
        yield return ($"DELETE FROM executions WHERE \"BlotterSequence\" = {AnExecution}", "is not in the records");
        yield return ($"UPDATE executions SET \"BlotterSequence\" = \"BlotterSequence\" + 9000 WHERE \"BlotterSequence\" = {AnExecution}", "executions:");
        yield return ("UPDATE balances SET \"Total\" = \"Total\" - 1 WHERE \"Account\" = 2 AND \"Asset\" = 1", "Account 2 Asset 1: \"Total\"");
        yield return ("INSERT INTO volumes VALUES (0, 99, 5, 1, 1, 1)", "Instrument 99 Minute 5 is in the records");
        yield return ("UPDATE accounts SET \"Name\" = 'mallory' WHERE \"Number\" = 2", "mallory");
        yield return ("UPDATE audit SET \"Actor\" = 'mallory' WHERE \"Sequence\" = 3", "Sequence 3: \"Actor\" is mallory");
        yield return ("DELETE FROM audit WHERE \"Sequence\" = 5", "Sequence 5 is not in the records");
        yield return ("UPDATE readers SET \"Sequence\" = \"Sequence\" - 1 WHERE \"Name\" = 'audit'", "Sequence 5 is in the records");
    }

    private static int Run(RecordsContext context, string text) => context.Database.ExecuteSqlRaw(text);

    private void WriteAudit(RecordsDatabase database, int batchRecords)
    {
        using var journal = _audit.Read();
        using var writer = RecordsWriter.Open(database);
        using var projection = new AuditProjection(journal, batchRecords);
        var position = writer.PositionOf(projection.Name);
        projection.Begin(writer, position);
        while (position < journal.LastSequence)
            position = projection.Write(writer, position);
    }

    private RecordsVerification Verify(RecordsDatabase database, WrittenExchange? exchange)
    {
        using var audit = _audit.Read();
        using var nothing = JournalReader.Open(_audit.Nothing);
        return RecordsVerifier.Verify(
            database, exchange?.Orders ?? nothing, exchange?.Blotter ?? nothing, audit, TestContext.Current.CancellationToken);
    }
}
