namespace Bourse.Records;

/// <summary>A column whose values are of one type: a number, a text or bytes.</summary>
internal sealed class Column<TRow, TValue>(string name, ColumnUse use, Func<TRow, TValue> read) : Column<TRow>(name, use)
    where TValue : notnull
{
    public override object ValueOf(TRow row) => read(row);

    public override Array ValuesOf(IReadOnlyCollection<TRow> rows)
    {
        var values = new TValue[rows.Count];
        var i = 0;
        foreach (var row in rows)
            values[i++] = read(row);
        return values;
    }
}
