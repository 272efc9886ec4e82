using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Gateway.Watching;

/// <summary>Alerts: what a user wants to be told of once it is so on the tape.</summary>
/// <param name="reader">Watches what is made here; null where alerts are watched by another process.</param>
internal sealed class AlertEndpoints(
    RecordsDatabase records, AlertBody bodies, WatchedSymbols symbols, JournalReader tape, AlertReader? reader,
    AlertOptions limits, TimeProvider clock)
{
    public static readonly Operation ListOperation = Describe("listAlerts", "GET", "Alerts") with
    {
        Description = "In the order in which they were made; `next_cursor` is null on the last page.",
        Query = [Whose.User, IdPage.LimitParameter, Parameters.Cursor],
        Answer = "AlertPage",
    };

    public static readonly Operation AddOperation = Describe("addAlert", "POST", "Make an alert") with
    {
        Description = """
            It looks at what comes onto the tape from then on, and fires at the next event for which it is so. A symbol that
            one venue has may leave the venue out; one that is not on the tape yet names its venue. A user has only so many
            alerts (422 `too_many`), and a webhook is taken only where the settings allow it (422 `webhook_not_allowed`).
            """,
        Query = [Whose.User],
        Body = "AlertBody",
        Answer = "Alert",
        Success = 201,
        Problems = [400, 401, 403, 404, 422, 429, 503],
    };

    public static readonly Operation OneOperation = DescribeOne("getAlert", "GET", "An alert");

    public static readonly Operation ChangeOperation = DescribeOne("changeAlert", "PATCH", "Change an alert") with
    {
        Description = """
            What is not given stays as it is. A changed alert is as if it were new: it may fire, and its window begins.
            """,
        Body = "AlertChange",
        Problems = [400, 401, 403, 404, 422, 429, 503],
    };

    public static readonly Operation RemoveOperation =
        DescribeOne("removeAlert", "DELETE", "Delete an alert") with { Answer = "Removed" };

    // Counting and adding are one step.
    private static readonly SemaphoreSlim Writing = new(1);

    public void Map(Routes routes)
    {
        routes.Map(ListOperation, RecordsGate.Before(ListAsync));
        routes.Map(AddOperation, RecordsGate.Before(AddAsync));
        routes.Map(OneOperation, RecordsGate.Before(OneAsync));
        routes.Map(ChangeOperation, RecordsGate.Before(ChangeAsync));
        routes.Map(RemoveOperation, RecordsGate.Before(RemoveAsync));
    }

    public static Operation Describe(string id, string method, string summary) => new(id, "/v1/alerts", summary)
    {
        Tag = "Watching",
        Method = method,
        Access = Access.Read,
        Problems = [400, 401, 403, 404, 429, 503],
    };

    private static Operation DescribeOne(string id, string method, string summary) =>
        Describe(id, method, summary) with { Path = "/v1/alerts/{id}", Answer = "Alert" };

    private Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context, ListOperation);
        var named = query.Read(Whose.User, "");
        if (IdPage.TryRead(ref query, $"alerts|{named}", out var page) is { } fault)
            return fault.WriteAsync(context);
        return Whose.TryFind(Caller.Of(context), named, out var user, out var problem)
            ? ListAsync(context, user, page)
            : problem.WriteAsync(context);
    }

    private async Task ListAsync(HttpContext context, string? user, IdPage page)
    {
        var after = page.Last ?? 0;
        var alerts = await records.AskAsync(database => database.Alerts.AsNoTracking()
            .Where(alert => alert.Id > after && (user == null || alert.User == user))
            .OrderBy(alert => alert.Id).Take(page.Limit + 1).ToListAsync(context.RequestAborted));
        await SmallAnswer.WriteAsync(context, (alerts, page), (json, answer) => WatchingJson.WritePage(
            json, "alerts", answer.alerts, answer.page, alert => alert.Id,
            alert => WatchingJson.Write(json, alert, symbols)));
    }

    private async Task AddAsync(HttpContext context)
    {
        var query = new QueryReader(context, AddOperation);
        var named = query.Read(Whose.User, "");
        var caller = Caller.Of(context);
        Whose.TryFind(caller, named, out var user, out var refusal);
        if ((query.Fault ?? refusal) is { } problem)
            await problem.WriteAsync(context);
        else if (await JsonBody.ReadAsync(context) is { } fields)
        {
            var made = bodies.Read(fields, user ?? caller.User, Now());
            if (await WatchingBody.RefuseAsync(context, fields))
                return;
            if (await WriteAsync(database => AddAsync(database, made)) is { } fault)
                await fault.WriteAsync(context);
            else
                await TellAsync(context, made, StatusCodes.Status201Created);
        }
    }

    private async Task<Problem?> AddAsync(RecordsContext database, Alert made)
    {
        if (!await database.Users.AnyAsync(user => user.Name == made.User))
            return Whose.UnknownUser(made.User);
        if (await database.Alerts.CountAsync(alert => alert.User == made.User) >= limits.AlertsPerUserMax)
            return WatchingJson.TooMany($"A user has at most {limits.AlertsPerUserMax} alerts.");
        if (await database.Alerts.CountAsync() >= limits.AlertsMax)
            return WatchingJson.TooMany($"There are at most {limits.AlertsMax} alerts here.");
        made.Since = tape.LastSequence;
        database.Add(made);
        await database.SaveChangesAsync();
        reader?.Put(made);
        return null;
    }

    private async Task OneAsync(HttpContext context)
    {
        if (new QueryReader(context, OneOperation).Fault is { } fault)
            await fault.WriteAsync(context);
        else if (await records.AskAsync(database => FindAsync(database, context)) is { } alert)
            await TellAsync(context, alert, StatusCodes.Status200OK);
        else
            await Unknown(context).WriteAsync(context);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        Alert? changed = null;
        var fault = await WriteAsync(async database =>
        {
            if (await FindAsync(database, context) is not { } alert)
                return Unknown(context);
            bodies.Change(fields, alert);
            fields.End();
            if (fields.Fault is not null)
                return fields.Fault;
            (alert.HasFired, alert.Since, alert.Version) = (false, tape.LastSequence, alert.Version + 1);
            await database.SaveChangesAsync();
            reader?.Put(alert);
            changed = alert;
            return null;
        });
        if (fault is not null)
            await fault.WriteAsync(context);
        else
            await TellAsync(context, changed!, StatusCodes.Status200OK);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        var id = WatchingJson.IdOf(context);
        var caller = Caller.Of(context);
        var removed = await records.AskAsync(database => database.Alerts
            .Where(alert => alert.Id == id && (caller.IsAdmin || alert.User == caller.User)).ExecuteDeleteAsync());
        if (removed == 0)
        {
            await Unknown(context).WriteAsync(context);
            return;
        }

        reader?.Remove(id);
        await WatchingJson.TellRemovedAsync(context, id);
    }

    private async Task<Problem?> WriteAsync(Func<RecordsContext, Task<Problem?>> write)
    {
        await Writing.WaitAsync();
        try
        {
            return await records.AskAsync(write);
        }
        finally
        {
            Writing.Release();
        }
    }

    private static Task<Alert?> FindAsync(RecordsContext database, HttpContext context)
    {
        var id = WatchingJson.IdOf(context);
        var caller = Caller.Of(context);
        return database.Alerts.FirstOrDefaultAsync(
            alert => alert.Id == id && (caller.IsAdmin || alert.User == caller.User));
    }

    private Task TellAsync(HttpContext context, Alert alert, int status)
    {
        if (AuditNote.Of(context) is { } note)
            note.Target = $"alert {alert.Id}";
        context.Response.StatusCode = status;
        return SmallAnswer.WriteAsync(context, alert, (json, one) => WatchingJson.Write(json, one, symbols));
    }

    private static Problem Unknown(HttpContext context) =>
        Whose.UnknownThing("alert", (string)context.Request.RouteValues["id"]!);

    private long Now() => Timestamp.FromDateTime(clock.GetUtcNow()).Nanoseconds;
}
