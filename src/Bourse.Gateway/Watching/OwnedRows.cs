using System.Text.Json;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Rows that belong to users, as requests find and change them: to whoever may not see a row it is not there. Any thread.
/// </summary>
/// <param name="thing">What one is called, as "alert".</param>
internal sealed class OwnedRows<TRow>(RecordsDatabase records, string thing, Action<Utf8JsonWriter, TRow> write)
    where TRow : class, IOwnedRow
{
    // Counting and adding are one step.
    private static readonly SemaphoreSlim Writing = new(1);

    /// <summary>Answers with a page by rising id.</summary>
    public Task ListAsync(HttpContext context, Operation operation)
    {
        return Whose.TryReadPage(context, operation, $"{thing}s", out var user, out var page) is { } problem
            ? problem.WriteAsync(context)
            : ListAsync(context, user, page);
    }

    /// <summary>Answers with the row that the path names.</summary>
    public async Task OneAsync(HttpContext context, Operation operation)
    {
        if (new QueryReader(context, operation).Fault is { } fault)
            await fault.WriteAsync(context);
        else if (await records.AskAsync(database => FindAsync(database, context)) is { } row)
            await TellAsync(context, row, StatusCodes.Status200OK);
        else
            await Unknown(context).WriteAsync(context);
    }

    /// <summary>Changes rows, one request at a time; what is wrong is answered.</summary>
    /// <returns>Whether it was done, and is to be answered.</returns>
    public async Task<bool> WriteAsync(HttpContext context, Func<RecordsContext, Task<Problem?>> change)
    {
        await Writing.WaitAsync();
        Problem? fault;
        try
        {
            fault = await records.AskAsync(change);
        }
        finally
        {
            Writing.Release();
        }

        if (fault is not null)
            await fault.WriteAsync(context);
        return fault is null;
    }

    /// <summary>Removes the row that the path names, and answers.</summary>
    /// <returns>Its id; 0 when there was none.</returns>
    public async Task<long> RemoveAsync(HttpContext context)
    {
        var id = WatchingJson.IdOf(context);
        if (await records.AskAsync(database => Seen(database, context).ExecuteDeleteAsync()) == 0)
        {
            await Unknown(context).WriteAsync(context);
            return 0;
        }

        await WatchingJson.TellRemovedAsync(context, id);
        return id;
    }

    /// <summary>The row that the path names.</summary>
    public static Task<TRow?> FindAsync(RecordsContext database, HttpContext context) =>
        Seen(database, context).FirstOrDefaultAsync();

    /// <summary>Answers with a row as it is now.</summary>
    public Task TellAsync(HttpContext context, TRow row, int status)
    {
        if (AuditNote.Of(context) is { } note)
            note.Target = $"{thing} {row.Id}";
        context.Response.StatusCode = status;
        return SmallAnswer.WriteAsync(context, row, write);
    }

    public Problem Unknown(HttpContext context) => Whose.UnknownThing(thing, (string)context.Request.RouteValues["id"]!);

    private async Task ListAsync(HttpContext context, string? user, IdPage page)
    {
        var after = page.Last ?? 0;
        var rows = await records.AskAsync(database => database.Set<TRow>().AsNoTracking()
            .Where(row => row.Id > after && (user == null || row.User == user))
            .OrderBy(row => row.Id).Take(page.Limit + 1).ToListAsync(context.RequestAborted));
        await SmallAnswer.WriteAsync(context, (rows, page), (json, answer) => WatchingJson.WritePage(
            json, $"{thing}s", answer.rows, answer.page, row => row.Id, row => write(json, row)));
    }

    private static IQueryable<TRow> Seen(RecordsContext database, HttpContext context)
    {
        var id = WatchingJson.IdOf(context);
        var caller = Caller.Of(context);
        return database.Set<TRow>().Where(row => row.Id == id && (caller.IsAdmin || row.User == caller.User));
    }
}
