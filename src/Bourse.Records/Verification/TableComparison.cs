using System.Data.Common;

namespace Bourse.Records;

/// <summary>Compares rows of a table, two at a time in the order of their keys.</summary>
internal static class TableComparison
{
    /// <param name="expected">What the journal says.</param>
    /// <param name="found">What the records have.</param>
    public static RecordsCheck Run<TRow>(
        Table<TRow> table, IEnumerable<object[]> expected, IEnumerable<object[]> found, CancellationToken stopping)
    {
        using var right = expected.GetEnumerator();
        using var actual = found.GetEnumerator();
        for (var rows = 0L; ; rows++)
        {
            stopping.ThrowIfCancellationRequested();
            var (hasRight, hasActual) = (right.MoveNext(), actual.MoveNext());
            if (!hasRight && !hasActual)
                return new RecordsCheck(table.Name, rows, null);
            var order = !hasRight ? 1 : !hasActual ? -1 : CompareKeys(table, right.Current, actual.Current);
            var difference = order < 0 ? $"{Key(table, right.Current)} is not in the records"
                : order > 0 ? $"{Key(table, actual.Current)} is in the records, and the journal does not have it"
                : Difference(table, right.Current, actual.Current);
            if (difference is not null)
                return new RecordsCheck(table.Name, rows, $"{table.Name}: {difference}.");
        }
    }

    /// <summary>The rows of a query of <see cref="Table{TRow}.Select"/>; each is valid until the next.</summary>
    public static IEnumerable<object[]> Rows(DbCommand command)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(values);
            for (var i = 0; i < values.Length; i++)
                values[i] = values[i] is int or short ? Convert.ToInt64(values[i]) : values[i];
            yield return values;
        }
    }

    private static int CompareKeys<TRow>(Table<TRow> table, object[] right, object[] actual)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            if (table.Columns[i].Use == ColumnUse.Key && ((long)right[i]).CompareTo((long)actual[i]) is var order and not 0)
                return order;
        return 0;
    }

    private static string? Difference<TRow>(Table<TRow> table, object[] right, object[] actual)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            if (!AreEqual(right[i], actual[i]))
                return $"{Key(table, right)}: {table.Columns[i].Name} is {Text(actual[i])} in the records, "
                    + $"and by the journal {Text(right[i])}";
        return null;
    }

    private static bool AreEqual(object one, object other) =>
        one is byte[] bytes && other is byte[] others ? bytes.AsSpan().SequenceEqual(others) : one.Equals(other);

    private static string Text(object value) => value is byte[] bytes ? Convert.ToHexStringLower(bytes) : $"{value}";

    private static string Key<TRow>(Table<TRow> table, object[] row) => string.Join(' ', table.Columns.Zip(row)
        .Where(pair => pair.First.Use == ColumnUse.Key).Select(pair => $"{pair.First.Name.Trim('"')} {pair.Second}"));
}
