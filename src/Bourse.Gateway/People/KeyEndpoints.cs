using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.People;

/// <summary>
/// Keys: each user's own, and everybody's for admins. No key makes or changes one that may do more than itself.
/// </summary>
internal sealed class KeyEndpoints(PeopleDirectory directory)
{
    private const int NameLengthMax = 40;
    private const int GraceSecondsMax = 7 * 86_400;

    private static readonly JsonEncodedText Keys = JsonEncodedText.Encode("keys");

    public static readonly Operation ListOperation = new("listKeys", "/v1/keys", "Keys, oldest first")
    {
        Tag = "People", Access = Access.Read, Answer = "Keys",
        Query = [PeopleParameters.User, PeopleParameters.Limit, PeopleParameters.AfterNumber],
        Description = "The caller's own; for admins everybody's. Never with their secrets.",
        Problems = [400, 401, 403, 429],
    };

    public static readonly Operation CreateOperation = new("createKey", "/v1/keys", "Make a key")
    {
        Tag = "People", Method = "POST", Access = Access.Read, Body = "NewKey", Answer = "ShownKey", Success = 201,
        Description = """
            For oneself; admins for anybody. `key` is shown this once. It may do no more than what makes it, nor live longer.
            """,
        Problems = [400, 401, 403, 404, 413, 415, 422, 429, 503],
    };

    public static readonly Operation GetOperation = new("getKey", "/v1/keys/{id}", "A key")
    {
        Tag = "People", Access = Access.Read, Answer = "Key", Problems = [400, 401, 403, 404, 429],
    };

    public static readonly Operation RevokeOperation = new("revokeKey", "/v1/keys/{id}", "End a key")
    {
        Tag = "People", Method = "DELETE", Access = Access.Read, Success = 204,
        Description = "At once and for good, with all tokens made of it; its connections are closed within seconds.",
        Problems = [400, 401, 403, 404, 429, 503],
    };

    public static readonly Operation RotateOperation = new("rotateKey", "/v1/keys/{id}/rotate", "Give a key another secret")
    {
        Tag = "People", Method = "POST", Access = Access.Read, Body = "Rotation", Answer = "ShownKey",
        Description = "The secret before is accepted for `grace_seconds` more, at most a week; at once no longer without.",
        Problems = [400, 401, 403, 404, 413, 415, 429, 503],
    };

    public void Map(Routes routes)
    {
        routes.Map(ListOperation, ListAsync);
        routes.Map(CreateOperation, CreateAsync);
        routes.Map(GetOperation, GetAsync);
        routes.Map(RevokeOperation, RevokeAsync);
        routes.Map(RotateOperation, RotateAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context, ListOperation);
        var named = query.Read(PeopleParameters.User, "");
        var limit = query.Read(PeopleParameters.Limit, PeopleParameters.LimitDefault);
        var after = query.Read(PeopleParameters.AfterNumber, 0);
        if (query.Fault is { } fault)
            return fault.WriteAsync(context);
        var found = KeysOf(Caller.Of(context), named).Where(key => key.Number > after)
            .OrderBy(key => key.Number).Take(limit + 1).ToList();
        var cursor = found.Count > limit ? found[limit - 1].Number.ToString(CultureInfo.InvariantCulture) : "";
        var now = directory.Time;
        return SmallAnswer.WriteAsync(context, found.Take(limit), (json, page) => PeopleJson.WritePage(
            json, Keys, page, cursor, (writer, key) => PeopleJson.WriteKey(writer, (key, "", now))));
    }

    private IEnumerable<KnownKey> KeysOf(Caller caller, string named)
    {
        if (caller.IsAdmin && named.Length == 0)
            return directory.Now.Keys;
        var user = named.Length > 0 ? named : caller.User;
        return caller.IsAdmin || caller.User == user ? directory.Now.User(user)?.Keys ?? [] : [];
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var caller = Caller.Of(context);
        var named = fields.Text("user", UserName.LengthMax);
        var name = fields.Text("name", NameLengthMax);
        var wished = PeopleRequest.ScopesOf(fields, caller.Scopes);
        var seconds = PeopleRequest.SecondsOf(fields, "expires_in_seconds");
        fields.End();
        var user = directory.Now.User(named.Length > 0 ? named : caller.User);
        if ((fields.Fault ?? Refuse(caller, user, wished)) is { } problem)
        {
            await problem.WriteAsync(context);
            return;
        }

        var wish = new NewKey(user!.Name, name, wished & user.Scopes, ExpiresOf(caller, seconds));
        var made = await directory.AddKeyAsync(wish);
        PeopleRequest.Note(context, made.Key?.Id ?? "", PeopleRequest.Change(null, Shown(wish)));
        if (PeopleProblems.Of(made.Answer, PeopleProblems.UnknownUser) is { } refused)
            await refused.WriteAsync(context);
        else
            await PeopleRequest.CreatedAsync(context, (made.Key!, made.Text, directory.Time), PeopleJson.WriteKey);
    }

    private static Problem? Refuse(Caller caller, Person? user, Scopes wished)
    {
        if (user is null || (!caller.IsAdmin && user.Name != caller.User))
            return PeopleProblems.UnknownUser;
        return (wished & ~caller.Scopes) == 0 ? null : PeopleProblems.MoreRights;
    }

    private long? ExpiresOf(Caller caller, int seconds)
    {
        var wished = seconds > 0 ? directory.Time + (seconds * Timestamp.PerSecond) : (long?)null;
        var own = caller.Key.Length > 0 ? directory.Now.Key(caller.Key)?.Expires : null;
        return own is { } end && (wished is null || wished > end) ? end : wished;
    }

    private Task GetAsync(HttpContext context)
    {
        var query = new QueryReader(context, GetOperation);
        if (query.Fault is { } fault)
            return fault.WriteAsync(context);
        return Find(context) is { } key
            ? SmallAnswer.WriteAsync(context, (key, "", directory.Time), PeopleJson.WriteKey)
            : PeopleProblems.UnknownKey.WriteAsync(context);
    }

    private async Task RevokeAsync(HttpContext context)
    {
        if (await FindToChangeAsync(context) is not { } key)
            return;
        PeopleRequest.Note(context, key.Id);
        if (PeopleProblems.Of(await directory.RevokeAsync(key.Id), PeopleProblems.UnknownKey) is { } problem)
            await problem.WriteAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task RotateAsync(HttpContext context)
    {
        if (await FindToChangeAsync(context) is not { } key)
            return;
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var seconds = PeopleRequest.SecondsOf(fields, "grace_seconds", GraceSecondsMax);
        fields.End();
        if (fields.Fault is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        PeopleRequest.Note(context, key.Id, PeopleRequest.Change(null, new JsonObject { ["grace_seconds"] = seconds }));
        var rotated = await directory.RotateAsync(key.Id, TimeSpan.FromSeconds(seconds));
        if (PeopleProblems.Of(rotated.Answer, PeopleProblems.UnknownKey) is { } problem)
            await problem.WriteAsync(context);
        else
            await SmallAnswer.WriteAsync(context, (rotated.Key!, rotated.Text, directory.Time), PeopleJson.WriteKey);
    }

    // A key of somebody else is not there; one's own that may do more than what asks is, but is not for it.
    private async Task<KnownKey?> FindToChangeAsync(HttpContext context)
    {
        var key = Find(context);
        var problem = key is null or { Revoked: not null } ? PeopleProblems.UnknownKey
            : (key.Scopes & ~Caller.Of(context).Scopes) != 0 ? PeopleProblems.MoreRights
            : null;
        if (problem is null)
            return key;
        await problem.WriteAsync(context);
        return null;
    }

    private KnownKey? Find(HttpContext context)
    {
        var caller = Caller.Of(context);
        var key = directory.Now.Key(PeopleRequest.RouteText(context, "id"));
        return key is not null && (caller.IsAdmin || key.User == caller.User) ? key : null;
    }

    private static JsonObject Shown(NewKey key) => new()
    {
        ["user"] = key.User,
        ["name"] = key.Name,
        ["scopes"] = ScopeNames.Of(key.Scopes),
        ["expires"] = key.Expires is { } expires ? new Timestamp(expires).ToString() : null,
    };
}
