using Bourse.Records;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Tests.Records;

/// <summary>Rows as lines of text, to be compared.</summary>
internal static class RecordsText
{
    /// <summary>All rows that readers of the blotter write.</summary>
    public static List<string> Of(RecordsDatabase database)
    {
        using var context = database.Open();
        return
        [
            .. Lines(context.Accounts.AsNoTracking()), .. Lines(context.Assets.AsNoTracking()),
            .. Lines(context.Instruments.AsNoTracking()), .. Lines(context.Orders.AsNoTracking()),
            .. Lines(context.Executions.AsNoTracking()), .. Lines(context.Volumes.AsNoTracking()),
            .. Lines(context.Balances.AsNoTracking()),
        ];
    }

    /// <summary>The rows in an order of their own, a line each.</summary>
    public static IEnumerable<string> Lines<T>(IEnumerable<T> rows) => rows.ToList().Select(Line).Order(StringComparer.Ordinal);

    public static string Line<T>(T row) => typeof(T).Name + " " + string.Join(' ', typeof(T).GetProperties().Select(
        property => $"{property.Name}={(property.GetValue(row) is byte[] bytes ? Convert.ToHexString(bytes) : property.GetValue(row))}"));
}
