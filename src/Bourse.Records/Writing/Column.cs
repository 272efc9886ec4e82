using SQLitePCL;

namespace Bourse.Records;

/// <summary>A column of a table, and how its value is read from a row in memory.</summary>
internal abstract class Column<TRow>(string name, ColumnUse use)
{
    public string Name => $"\"{name}\"";

    public ColumnUse Use => use;

    public abstract object ValueOf(TRow row);

    /// <summary>Puts a row's value into its place in a statement; the first is 1.</summary>
    public abstract void Bind(sqlite3_stmt statement, int place, TRow row);

    /// <summary>The values of all rows, as an array of their type.</summary>
    public abstract Array ValuesOf(IReadOnlyCollection<TRow> rows);
}
