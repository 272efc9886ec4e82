using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bourse.Records;

/// <summary>
/// A prepared statement a table, carried out row by row: SQLite is a function call away. The provider's commands would look
/// each parameter up by its name and box it, for each row anew.
/// </summary>
internal sealed class SqliteRowWriter(SqliteConnection connection) : RowWriter, IDisposable
{
    private readonly Dictionary<string, sqlite3_stmt> _statements = [];

    public override void Add<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows) => Run(table, rows, "");

    public override void Put<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows) => Run(table, rows, table.Change);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
    }

    private void Run<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows, string change)
    {
        if (rows.Count == 0)
            return;
        var statement = Prepared(table, change);
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
                table.Columns[i].Bind(statement, i + 1, row);
            var result = raw.sqlite3_step(statement);
            raw.sqlite3_reset(statement);
            if (result != raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }

    private sqlite3_stmt Prepared<TRow>(Table<TRow> table, string change)
    {
        var places = string.Join(", ", Enumerable.Repeat("?", table.Columns.Count));
        var text = $"{table.Insert} VALUES ({places}) {change}";
        if (_statements.TryGetValue(text, out var statement))
            return statement;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, text, out statement), connection.Handle);
        _statements.Add(text, statement);
        return statement;
    }
}
