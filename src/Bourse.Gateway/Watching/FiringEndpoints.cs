using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Gateway.Watching;

/// <summary>What alerts have fired, and with what their webhooks are signed.</summary>
internal sealed class FiringEndpoints(RecordsDatabase records, WatchedSymbols symbols, WebhookSecrets? secrets)
{
    private const string Order = "The newest first; `next_cursor` is null on the last page.";

    public static readonly Operation AllOperation =
        AlertEndpoints.Describe("listFirings", "GET", "What alerts have fired") with
        {
            Path = "/v1/alerts/history",
            Description = Order + " Firings of alerts that were deleted are in it.",
            Query = [Whose.User, IdPage.LimitParameter, Parameters.Cursor],
            Answer = "FiringPage",
        };

    public static readonly Operation OneOperation =
        AlertEndpoints.Describe("listFiringsOfAlert", "GET", "What an alert has fired") with
        {
            Path = "/v1/alerts/{id}/history",
            Description = Order,
            Query = [IdPage.LimitParameter, Parameters.Cursor],
            Answer = "FiringPage",
        };

    public static readonly Operation SecretOperation =
        AlertEndpoints.Describe("showWebhookSecret", "POST", "With what webhooks are signed") with
        {
            Path = "/v1/alerts/secret",
            Description = "The user's own: the key of the HMAC-SHA256 in `X-Bourse-Signature`. That it was shown is audited.",
            Query = [Whose.User],
            Answer = "WebhookSecret",
        };

    public void Map(Routes routes)
    {
        routes.Map(AllOperation, RecordsGate.Before(AllAsync));
        routes.Map(OneOperation, RecordsGate.Before(OneAsync));
        if (secrets is not null)
            routes.Map(SecretOperation, RecordsGate.Before(SecretAsync));
    }

    private Task AllAsync(HttpContext context) =>
        Whose.TryReadPage(context, AllOperation, "firings", out var user, out var page) is { } problem
            ? problem.WriteAsync(context)
            : WriteAsync(context, page, firings => firings.Where(firing => user == null || firing.User == user));

    private Task OneAsync(HttpContext context)
    {
        var query = new QueryReader(context, OneOperation);
        var id = WatchingJson.IdOf(context);
        return IdPage.TryRead(ref query, $"firings|{id}", out var page) is { } fault
            ? fault.WriteAsync(context)
            : OneAsync(context, id, page);
    }

    private async Task OneAsync(HttpContext context, long id, IdPage page)
    {
        var caller = Caller.Of(context);
        var isThere = await records.AskAsync(async database =>
            await database.Alerts.AnyAsync(alert => alert.Id == id && (caller.IsAdmin || alert.User == caller.User))
            || await database.Firings.AnyAsync(one => one.AlertId == id && (caller.IsAdmin || one.User == caller.User)));
        if (!isThere)
            await Whose.UnknownThing("alert", (string)context.Request.RouteValues["id"]!).WriteAsync(context);
        else
            await WriteAsync(context, page, firings => firings.Where(firing => firing.AlertId == id));
    }

    private async Task SecretAsync(HttpContext context)
    {
        if (await Whose.OneAsync(context, SecretOperation) is not { } name)
            return;
        if (!await records.AskAsync(database => database.Users.AnyAsync(one => one.Name == name)))
        {
            await Whose.UnknownUser(name).WriteAsync(context);
            return;
        }

        if (AuditNote.Of(context) is { } note)
            note.Target = name;
        await SmallAnswer.WriteAsync(context, (name, secret: secrets!.Of(name)), (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteString("user"u8, answer.name);
            json.WriteString("secret"u8, answer.secret);
            json.WriteEndObject();
        });
    }

    private async Task WriteAsync(
        HttpContext context, IdPage page, Func<IQueryable<AlertFiring>, IQueryable<AlertFiring>> filter)
    {
        var before = page.Last ?? long.MaxValue;
        var firings = await records.AskAsync(database => filter(database.Firings.AsNoTracking())
            .Where(firing => firing.Id < before)
            .OrderByDescending(firing => firing.Id).Take(page.Limit + 1).ToListAsync(context.RequestAborted));
        await SmallAnswer.WriteAsync(context, (firings, page), (json, answer) => WatchingJson.WritePage(
            json, "firings", answer.firings, answer.page, firing => firing.Id,
            firing => WatchingJson.WriteHistory(json, firing, symbols)));
    }
}
