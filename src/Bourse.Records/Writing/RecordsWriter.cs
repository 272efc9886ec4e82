using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Bourse.Records;

/// <summary>
/// Writes what readers of journals have read, each time with how far they are in the same transaction. Keeps a connection
/// open: after a failure it is of no more use. One thread.
/// </summary>
internal sealed class RecordsWriter : IDisposable
{
    // Indexes of millions of rows are written in no order: 256 MiB of them are kept in memory. The write-ahead log is not
    // let grow beyond its usual 4 MiB: all of it at once would keep the disk from the journals.
    private const string Cache = "PRAGMA cache_size = -262144";

    private readonly RecordsContext _context;
    private readonly RowWriter _rows;
    private readonly RowWriter _last;

    private RecordsWriter(RecordsContext context, RowWriter last, RowWriter rows) =>
        (_context, _last, _rows) = (context, last, rows);

    /// <summary>Of the open transaction.</summary>
    public RecordsContext Context => _context;

    /// <param name="between">What rows go through on their way; null for nothing.</param>
    public static RecordsWriter Open(RecordsDatabase database, Func<RowWriter, RowWriter>? between = null)
    {
        var context = database.Open();
        try
        {
            context.Database.OpenConnection();
            var last = RowsOf(context);
            return new RecordsWriter(context, last, between?.Invoke(last) ?? last);
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    /// <summary>How far a reader is; 0 before its first record.</summary>
    public long PositionOf(string reader) =>
        _context.Readers.AsNoTracking().Where(row => row.Name == reader).Select(row => row.Sequence).FirstOrDefault();

    /// <summary>Writes what a reader has read after one sequence and up to another.</summary>
    /// <exception cref="ReaderConflictException">Somebody else has moved the reader meanwhile.</exception>
    public void Write(string reader, long from, long to, Action<RowWriter> write)
    {
        using var transaction = _context.Database.BeginTransaction();
        Move(reader, from, to);
        write(_rows);
        transaction.Commit();
    }

    /// <summary>Keeps a number under a name, in the open transaction, unless one is kept already.</summary>
    public void Name(string name, long number) => _context.Database.ExecuteSqlRaw(
        "INSERT INTO readers (\"Name\", \"Sequence\") VALUES ({0}, {1}) ON CONFLICT DO NOTHING", name, number);

    public void Dispose()
    {
        (_last as SqliteRowWriter)?.Dispose();
        _context.Dispose();
    }

    private static RowWriter RowsOf(RecordsContext context)
    {
        if (context.Database.GetDbConnection() is not SqliteConnection connection)
            return new PostgresRowWriter((NpgsqlConnection)context.Database.GetDbConnection());
        context.Database.ExecuteSqlRaw(Cache);
        return new SqliteRowWriter(connection);
    }

    // Comes first, so that of two writers one waits until the other is done, and then finds that it is too late.
    private void Move(string reader, long from, long to)
    {
        if (from == 0)
            Name(reader, 0);
        var moved = _context.Database.ExecuteSqlRaw(
            "UPDATE readers SET \"Sequence\" = {0} WHERE \"Name\" = {1} AND \"Sequence\" = {2}", to, reader, from);
        if (moved != 1)
            throw new ReaderConflictException(
                $"Another program writes the records: reader {reader} was at {from}, and is there no more.");
    }
}
