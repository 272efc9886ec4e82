using Microsoft.EntityFrameworkCore;

namespace Bourse.Records;

/// <summary>Finds what people and programs did. Any thread.</summary>
public sealed class AuditSearch(RecordsDatabase database)
{
    /// <summary>A page, in the order asked for; shorter than its limit at the end.</summary>
    /// <exception cref="RecordsUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<AuditRow>> FindAsync(AuditFilter filter, CancellationToken stopping) =>
        database.AskAsync(context => FindAsync(context, filter, stopping));

    private static async Task<IReadOnlyList<AuditRow>> FindAsync(
        RecordsContext context, AuditFilter filter, CancellationToken stopping)
    {
        var times = await new KeyOfTime(context, "audit", nameof(AuditRow.Sequence))
            .RangeAsync(filter.FromTime, filter.ToTime, stopping);
        var keys = times.Behind(filter.Cursor, filter.IsAscending);
        var rows = context.Audit.AsNoTracking().Where(row => row.Sequence > keys.After && row.Sequence < keys.Before);
        if (filter.Actor is { } actor)
            rows = rows.Where(row => row.Actor == actor);
        if (filter.Target is { } target)
            rows = rows.Where(row => row.Target == target);
        if (filter.Action is { } action)
            rows = rows.Where(row => row.Action == action);
        rows = filter.IsAscending ? rows.OrderBy(row => row.Sequence) : rows.OrderByDescending(row => row.Sequence);
        return await rows.Take(filter.Limit).ToListAsync(stopping);
    }
}
