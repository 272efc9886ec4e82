using Npgsql;

namespace Bourse.Records;

/// <summary>All rows of a table in one statement, an array a column: each statement is a journey to the server.</summary>
internal sealed class PostgresRowWriter(NpgsqlConnection connection) : RowWriter
{
    public override void Add<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows) => Run(table, rows, "");

    public override void Put<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows) => Run(table, rows, table.Change);

    private void Run<TRow>(Table<TRow> table, IReadOnlyCollection<TRow> rows, string change)
    {
        if (rows.Count == 0)
            return;
        using var command = connection.CreateCommand();
        for (var i = 0; i < table.Columns.Count; i++)
            command.Parameters.Add(new NpgsqlParameter { Value = table.Columns[i].ValuesOf(rows) });
        var arrays = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(number => $"${number}"));
        command.CommandText = $"{table.Insert} SELECT * FROM unnest({arrays}) {change}";
        command.ExecuteNonQuery();
    }
}
