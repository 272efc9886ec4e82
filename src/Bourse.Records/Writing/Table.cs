namespace Bourse.Records;

/// <summary>A table that readers of journals write, in the words that both databases understand.</summary>
internal sealed class Table<TRow>
{
    private Table(string name, IReadOnlyList<Column<TRow>> columns) => (Name, Columns) = (name, columns);

    public string Name { get; }

    public IReadOnlyList<Column<TRow>> Columns { get; }

    /// <summary>"INSERT INTO …", up to the values.</summary>
    public string Insert => $"INSERT INTO {Name} ({string.Join(", ", Columns.Select(column => column.Name))})";

    /// <summary>"ON CONFLICT …": what becomes of a row that is there already.</summary>
    public string Change => $"ON CONFLICT ({Names(ColumnUse.Key)}) DO UPDATE SET {string.Join(", ", Columns.Where(
        column => column.Use is ColumnUse.Changing or ColumnUse.Adding).Select(New))}";

    /// <summary>"SELECT …" of all columns, by the keys.</summary>
    public string Select =>
        $"SELECT {string.Join(", ", Columns.Select(column => column.Name))} FROM {Name} ORDER BY {Names(ColumnUse.Key)}";

    public static Table<TRow> Of(string name, params IReadOnlyList<Column<TRow>> columns) => new(name, columns);

    private string Names(ColumnUse use) =>
        string.Join(", ", Columns.Where(column => column.Use == use).Select(column => column.Name));

    // A sum beyond 64 bits fails on one database and loses digits on the other.
    private string New(Column<TRow> column) => column.Use == ColumnUse.Changing
        ? $"{column.Name} = excluded.{column.Name}"
        : $"{column.Name} = CASE WHEN {Name}.{column.Name} > {long.MaxValue} - excluded.{column.Name} "
            + $"THEN {long.MaxValue} ELSE {Name}.{column.Name} + excluded.{column.Name} END";
}
