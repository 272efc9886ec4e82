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

    private readonly OwnedRows<Alert> _alerts =
        new(records, "alert", (json, alert) => WatchingJson.Write(json, alert, symbols));

    public void Map(Routes routes)
    {
        routes.Map(ListOperation, RecordsGate.Before(context => _alerts.ListAsync(context, ListOperation)));
        routes.Map(AddOperation, RecordsGate.Before(AddAsync));
        routes.Map(OneOperation, RecordsGate.Before(context => _alerts.OneAsync(context, OneOperation)));
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

    private async Task AddAsync(HttpContext context)
    {
        if (await Whose.OneAsync(context, AddOperation) is not { } owner
            || await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var made = bodies.Read(fields, owner, Now());
        if (!await WatchingBody.RefuseAsync(context, fields)
            && await _alerts.WriteAsync(context, database => AddAsync(database, made)))
            await _alerts.TellAsync(context, made, StatusCodes.Status201Created);
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

    private async Task ChangeAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        Alert? changed = null;
        var isDone = await _alerts.WriteAsync(context, async database =>
        {
            if (await OwnedRows<Alert>.FindAsync(database, context) is not { } alert)
                return _alerts.Unknown(context);
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
        if (isDone)
            await _alerts.TellAsync(context, changed!, StatusCodes.Status200OK);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        if (await _alerts.RemoveAsync(context) is var id and > 0)
            reader?.Remove(id);
    }

    private long Now() => Timestamp.FromDateTime(clock.GetUtcNow()).Nanoseconds;
}
