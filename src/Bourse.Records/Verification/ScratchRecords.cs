using System.Data.Common;
using Bourse.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>
/// The records that the blotter makes, written anew into a temporary file, however long the blotter is. One thread.
/// </summary>
internal sealed class ScratchRecords : IDisposable
{
    private static readonly int BatchRecords = new RecordsOptions().BatchRecords;

    private readonly string _folder = Directory.CreateTempSubdirectory("bourse-verify-").FullName;
    private readonly RecordsWriter _writer;

    public ScratchRecords()
    {
        var database = RecordsDatabase.InFile(Path.Combine(_folder, "records.db"), new RecordsOptions());
        database.Migrate();
        _writer = RecordsWriter.Open(database);
        // It is read once, in the order of its keys, and thrown away.
        Run("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
        foreach (var index in Indexes())
            Run($"DROP INDEX \"{index}\"");
    }

    private DbConnection Connection => _writer.Context.Database.GetDbConnection();

    /// <summary>Writes the blotter up to a sequence.</summary>
    public void Write(JournalReader orders, JournalReader blotter, long until, CancellationToken stopping)
    {
        using var projection = new BlotterProjection(orders, blotter, BatchRecords) { Until = until };
        projection.Begin(_writer, 0);
        for (var position = 0L; position < until; stopping.ThrowIfCancellationRequested())
            if (projection.Write(_writer, position) is var next && next > position)
                position = next;
            else
                throw new ReaderConflictException($"The records have the blotter up to {until}, and it ends with {position}.");
    }

    public IEnumerable<object[]> Rows<TRow>(Table<TRow> table)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = table.Select;
        foreach (var row in TableComparison.Rows(command))
            yield return row;
    }

    public void Dispose()
    {
        var connection = (SqliteConnection)Connection;
        _writer.Dispose();
        SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }

    private List<string> Indexes()
    {
        var names = new List<string>();
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private void Run(string text)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
