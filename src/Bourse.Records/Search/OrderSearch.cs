using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>Finds orders, refused ones included. Any thread.</summary>
public sealed class OrderSearch(RecordsDatabase database)
{
    /// <summary>A page, in the order asked for; shorter than its limit at the end.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<OrderRow>> FindAsync(OrderFilter filter, CancellationToken stopping) =>
        database.AskAsync(context => FindAsync(context, filter, stopping));

    /// <summary>The order of that id; null when the records have none.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public Task<OrderRow?> FindAsync(long id, CancellationToken stopping) => database.AskAsync(
        context => context.Orders.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, stopping));

    /// <summary>The newest order that an account placed with that client id; null when the records have none.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public Task<OrderRow?> FindAsync(int account, string clientId, CancellationToken stopping) => database.AskAsync(
        context => context.Orders.AsNoTracking()
            .Where(row => row.Account == account && row.ClientId == clientId)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(stopping));

    private static async Task<IReadOnlyList<OrderRow>> FindAsync(
        RecordsContext context, OrderFilter filter, CancellationToken stopping)
    {
        var times = await new KeyOfTime(context, "orders", nameof(OrderRow.Id))
            .RangeAsync(filter.FromTime, filter.ToTime, stopping);
        var keys = times.Behind(filter.Cursor, filter.IsAscending);
        var rows = context.Orders.AsNoTracking().Where(row => row.Id > keys.After && row.Id < keys.Before);
        if (filter.Instrument is { } instrument)
            rows = Pages.WalksAccounts(context, filter.Accounts)
                ? rows.Where(row => row.Instrument + 0 == instrument)
                : rows.Where(row => row.Instrument == instrument);
        if (filter.Status is { } status)
            rows = rows.Where(row => row.Status == status);
        if (filter.IsOver)
            rows = rows.Where(row => row.Status != OrderRowStatus.Open);
        if (filter.Side is { } side)
            rows = rows.Where(row => row.Side == side);
        return await Pages.ReadAsync(
            rows, filter.Accounts, account => row => row.Account == account,
            accounts => row => accounts.Contains(row.Account), row => row.Id, filter.IsAscending, filter.Limit, stopping);
    }
}
