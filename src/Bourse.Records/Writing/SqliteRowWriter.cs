using Microsoft.Data.Sqlite;

namespace Bourse.Records;

/// <summary>A prepared statement a table, carried out row by row: SQLite is a function call away.</summary>
internal sealed class SqliteRowWriter(SqliteConnection connection) : RowWriter, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>Whose rows are written next; set anew for each transaction.</summary>
    public SqliteTransaction? Transaction { get; set; }

    public override void Add<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows) => Run(table, rows, "");

    public override void Put<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows) => Run(table, rows, table.Change);

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
    }

    private void Run<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows, string change)
    {
        if (rows.Count == 0)
            return;
        var command = Prepared(table, change);
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++)
                command.Parameters[i].Value = table.Columns[i].ValueOf(row);
            command.ExecuteNonQuery();
        }
    }

    private SqliteCommand Prepared<TRow>(Table<TRow> table, string change)
    {
        var names = Enumerable.Range(1, table.Columns.Count).Select(number => $"${number}").ToList();
        var text = $"{table.Insert} VALUES ({string.Join(", ", names)}) {change}";
        if (!_commands.TryGetValue(text, out var command))
        {
            command = new SqliteCommand(text, connection);
            foreach (var name in names)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(text, command);
        }

        command.Transaction = Transaction;
        return command;
    }
}
