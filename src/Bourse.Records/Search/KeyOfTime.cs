using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>
/// Turns a range of times into one of keys. Rows are written in the order in which they happened, so that their times rise
/// with their keys: halving the keys finds the first of a time without an index of times.
/// </summary>
internal sealed class KeyOfTime(RecordsContext context, string table, string key)
{
    private readonly string _first = $"SELECT MIN(\"{key}\"), MAX(\"{key}\") FROM {table}";
    private readonly string _next =
        $"SELECT \"{key}\", \"Time\" FROM {table} WHERE \"{key}\" >= @key ORDER BY \"{key}\" LIMIT 1";

    /// <summary>The keys of rows from a time on and before another, in nanoseconds since 1970.</summary>
    public async Task<KeyRange> RangeAsync(long fromTime, long toTime, CancellationToken stopping)
    {
        if (fromTime <= 0 && toTime == long.MaxValue)
            return new KeyRange(long.MinValue, long.MaxValue);
        await context.Database.OpenConnectionAsync(stopping);
        var (first, last) = await EndsAsync(stopping);
        var after = fromTime <= 0 ? long.MinValue : await FirstAsync(first, last, fromTime, stopping) - 1;
        var before = toTime == long.MaxValue ? long.MaxValue : await FirstAsync(first, last, toTime, stopping);
        return new KeyRange(after, before);
    }

    // The first key at or after that time; beyond the last when there is none.
    private async Task<long> FirstAsync(long first, long last, long time, CancellationToken stopping)
    {
        await using var command = Command(_next);
        var key = command.CreateParameter();
        (key.ParameterName, key.DbType) = ("key", DbType.Int64);
        command.Parameters.Add(key);
        var (low, high) = (first, last + 1);
        while (low < high)
        {
            key.Value = low + (high - low) / 2;
            await using var reader = await command.ExecuteReaderAsync(stopping);
            var isBefore = await reader.ReadAsync(stopping) && reader.GetInt64(1) < time;
            if (isBefore)
                low = reader.GetInt64(0) + 1;
            else
                high = (long)key.Value;
        }

        return low;
    }

    private async Task<(long First, long Last)> EndsAsync(CancellationToken stopping)
    {
        await using var command = Command(_first);
        await using var reader = await command.ExecuteReaderAsync(stopping);
        return await reader.ReadAsync(stopping) && !await reader.IsDBNullAsync(0, stopping)
            ? (reader.GetInt64(0), reader.GetInt64(1))
            : (0, -1);
    }

    private DbCommand Command(string text)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        return command;
    }
}
