using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>Finds executions, a page at a time. Any thread.</summary>
public sealed class ExecutionSearch(RecordsDatabase database)
{
    /// <summary>A page, in the order asked for; shorter than its limit at the end.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<ExecutionRow>> FindAsync(ExecutionFilter filter, CancellationToken stopping) =>
        database.AskAsync(context => FindAsync(context, filter, stopping));

    private static async Task<IReadOnlyList<ExecutionRow>> FindAsync(
        RecordsContext context, ExecutionFilter filter, CancellationToken stopping)
    {
        var times = await new KeyOfTime(context, "executions", nameof(ExecutionRow.BlotterSequence))
            .RangeAsync(filter.FromTime, filter.ToTime, stopping);
        var keys = times.Behind(filter.Cursor, filter.IsAscending);
        var rows = context.Executions.AsNoTracking()
            .Where(row => row.BlotterSequence > keys.After && row.BlotterSequence < keys.Before);
        if (filter.Instrument is { } instrument)
            rows = Pages.WalksAccounts(context, filter.Accounts)
                ? rows.Where(row => row.Instrument + 0 == instrument)
                : rows.Where(row => row.Instrument == instrument);
        if (filter.Side is { } side)
            rows = rows.Where(row => row.Side == side);
        return await Pages.ReadAsync(
            rows, filter.Accounts, account => row => row.Account == account,
            accounts => row => accounts.Contains(row.Account), row => row.BlotterSequence, filter.IsAscending,
            filter.Limit, stopping);
    }
}
