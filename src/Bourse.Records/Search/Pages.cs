using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>Reads one page of rows by their keys.</summary>
internal static class Pages
{
    // Each account has its own stretch of an index; beyond so many, one walk over all keys costs less.
    private const int StretchesMax = 32;

    /// <summary>
    /// Whether each account's stretch is walked though an index of instruments is there. SQLite knows nothing of how rows are
    /// spread and would take the latter, which in a market of few instruments holds all rows: "+ 0" keeps it from that.
    /// </summary>
    public static bool WalksAccounts(RecordsContext context, IReadOnlyList<int>? accounts) =>
        accounts is { Count: <= StretchesMax } && context.Database.IsSqlite();

    /// <param name="accounts">Whose rows; null everybody's.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        IQueryable<T> rows, IReadOnlyList<int>? accounts, Func<int, Expression<Func<T, bool>>> isOf,
        Func<IReadOnlyList<int>, Expression<Func<T, bool>>> isOfAny, Expression<Func<T, long>> key, bool isAscending,
        int limit, CancellationToken stopping)
    {
        if (accounts is null)
            return await Ordered(rows).ToListAsync(stopping);
        if (accounts.Count > StretchesMax)
            return await Ordered(rows.Where(isOfAny(accounts))).ToListAsync(stopping);
        var found = new List<T>();
        foreach (var account in accounts)
            found.AddRange(await Ordered(rows.Where(isOf(account))).ToListAsync(stopping));
        return accounts.Count <= 1 ? found : [.. Ordered(found.AsQueryable())];

        IQueryable<T> Ordered(IQueryable<T> some) =>
            (isAscending ? some.OrderBy(key) : some.OrderByDescending(key)).Take(limit);
    }
}
