using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Bourse.Records;

/// <summary>A column whose values are of one type: a number, a text or bytes.</summary>
internal sealed class Column<TRow, TValue>(string name, ColumnUse use, Func<TRow, TValue> read) : Column<TRow>(name, use)
    where TValue : notnull
{
    public override object ValueOf(TRow row) => read(row);

    public override void Bind(sqlite3_stmt statement, int place, TRow row)
    {
        var result = read(row) switch
        {
            long number => raw.sqlite3_bind_int64(statement, place, number),
            // What has no bytes has no address, and would become a null.
            string { Length: 0 } => raw.sqlite3_bind_text(statement, place, ""),
            string text => raw.sqlite3_bind_text(statement, place, Encoding.UTF8.GetBytes(text)),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            var other => throw new InvalidOperationException($"{Name} holds {other.GetType()}, which no table has."),
        };
        SqliteException.ThrowExceptionForRC(result, null);
    }

    public override Array ValuesOf(IReadOnlyCollection<TRow> rows)
    {
        var values = new TValue[rows.Count];
        var i = 0;
        foreach (var row in rows)
            values[i++] = read(row);
        return values;
    }
}
