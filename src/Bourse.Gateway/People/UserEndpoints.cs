using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.People;

/// <summary>Users: admins make and change them; each sees itself and changes its password.</summary>
internal sealed class UserEndpoints(Authenticator authenticator)
{
    private static readonly JsonEncodedText Users = JsonEncodedText.Encode("users");
    private static readonly QueryParameter<string> After = PeopleParameters.After(UserName.LengthMax);

    public static readonly Operation ListOperation = new("listUsers", "/v1/users", "Users by name")
    {
        Tag = "People", Access = Access.Admin, Query = [PeopleParameters.Limit, After], Answer = "Users",
        Problems = [400, 401, 403, 429],
    };

    public static readonly Operation CreateOperation = new("createUser", "/v1/users", "Make a user")
    {
        Tag = "People", Method = "POST", Access = Access.Admin, Body = "NewUser", Answer = "User", Success = 201,
        Description = "The user owns the accounts named as the user is, and those named `user:…`.",
        Problems = [400, 401, 403, 409, 413, 415, 422, 429, 503],
    };

    public static readonly Operation GetOperation = new("getUser", "/v1/users/{user}", "A user")
    {
        Tag = "People", Access = Access.Read, Answer = "User", Problems = [400, 401, 403, 404, 429],
    };

    public static readonly Operation ChangeOperation = new("changeUser", "/v1/users/{user}", "Change a user")
    {
        Tag = "People", Method = "PATCH", Access = Access.Read, Body = "UserChange", Answer = "User",
        Description = """
            Admins change everything. A user changes its own password, with the one before in `current_password`; the first one
            with a key that has every scope of the role. Tokens made with the password before are over at once, those of a user
            who is not `enabled` too.
            """,
        Problems = [400, 401, 403, 404, 409, 413, 415, 429, 503],
    };

    public static readonly Operation RemoveOperation = new("removeUser", "/v1/users/{user}", "Remove a user")
    {
        Tag = "People", Method = "DELETE", Access = Access.Admin, Success = 204,
        Description = """
            With keys, watchlists and alerts. Accounts and their history stay, and belong to whoever is given the name later:
            `enabled: false` is what is wanted, mostly. The last admin who is enabled stays both.
            """,
        Problems = [400, 401, 403, 404, 409, 429, 503],
    };

    private PeopleDirectory Directory => authenticator.Directory;

    public void Map(Routes routes)
    {
        routes.Map(ListOperation, ListAsync);
        routes.Map(CreateOperation, CreateAsync);
        routes.Map(GetOperation, GetAsync);
        routes.Map(ChangeOperation, ChangeAsync);
        routes.Map(RemoveOperation, RemoveAsync);
    }

    private Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context, ListOperation);
        var limit = query.Read(PeopleParameters.Limit, PeopleParameters.LimitDefault);
        var after = query.Read(After, "");
        if (query.Fault is { } fault)
            return fault.WriteAsync(context);
        var found = Directory.Now.Users.Where(user => string.CompareOrdinal(user.Name, after) > 0)
            .OrderBy(user => user.Name, StringComparer.Ordinal).Take(limit + 1).ToList();
        var cursor = found.Count > limit ? found[limit - 1].Name : "";
        return SmallAnswer.WriteAsync(context, found.Take(limit), (json, page) =>
            PeopleJson.WritePage(json, Users, page, cursor, PeopleJson.WriteUser));
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var name = fields.NeededText("user", UserName.LengthMax);
        var role = PeopleRequest.RoleOf(fields);
        var password = PeopleRequest.NewPasswordOf(fields);
        fields.End();
        if (!UserName.IsSound(name))
            fields.Refuse("user", "'user' must be 1 to 24 of a-z, 0-9, '-', '_', '.', and no name of the exchange's own.");
        if (role == Role.None)
            fields.Refuse("role", "'role' is needed: viewer, trader or admin.");
        if (fields.Fault is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var hash = password.Length > 0 ? await authenticator.Passwords.HashAsync(password) : null;
        PeopleRequest.Note(context, name, PeopleRequest.Change(null, Shown(role, isEnabled: true)));
        if (PeopleProblems.Of(await Directory.AddAsync(name, role, hash), PeopleProblems.UnknownUser) is { } problem)
            await problem.WriteAsync(context);
        else
            await PeopleRequest.CreatedAsync(context, Directory.Now.User(name)!, PeopleJson.WriteUser);
    }

    private Task GetAsync(HttpContext context)
    {
        var query = new QueryReader(context, GetOperation);
        if (query.Fault is { } fault)
            return fault.WriteAsync(context);
        return Find(context) is { } user
            ? SmallAnswer.WriteAsync(context, user, PeopleJson.WriteUser)
            : PeopleProblems.UnknownUser.WriteAsync(context);
    }

    private async Task ChangeAsync(HttpContext context)
    {
        if (Find(context) is not { } user)
        {
            await PeopleProblems.UnknownUser.WriteAsync(context);
            return;
        }

        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var role = PeopleRequest.RoleOf(fields);
        bool? enabled = fields.Has("enabled") ? fields.Flag("enabled") : null;
        var password = PeopleRequest.NewPasswordOf(fields);
        var current = fields.Text("current_password", PasswordHash.LengthMax);
        fields.End();
        var problem = fields.Fault
            ?? await RefuseAsync(context, user, current, isPasswordOnly: role == Role.None && enabled is null);
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        PeopleRequest.Note(context, user.Name, ChangeOf(user, role, enabled, password));
        var hash = password.Length > 0 ? await authenticator.Passwords.HashAsync(password) : null;
        var answer = await Directory.SetAsync(user.Name, role == Role.None ? null : role, enabled, hash);
        if (PeopleProblems.Of(answer, PeopleProblems.UnknownUser) is { } refused)
            await refused.WriteAsync(context);
        else
            await SmallAnswer.WriteAsync(context, Directory.Now.User(user.Name)!, PeopleJson.WriteUser);
    }

    // A key that has been stolen must not become a password, which has all of the user's rights.
    private async Task<Problem?> RefuseAsync(HttpContext context, Person user, string current, bool isPasswordOnly)
    {
        var caller = Caller.Of(context);
        if (caller.IsAdmin)
            return null;
        if (!isPasswordOnly)
            return PeopleProblems.NotOneself;
        if (user.PasswordHash is null)
            return caller.Scopes == user.Scopes ? null : PeopleProblems.MoreRights;
        var found = await authenticator.Passwords.LogInAsync(user.Name, current, context.Connection.RemoteIpAddress);
        return found.Fault;
    }

    private async Task RemoveAsync(HttpContext context)
    {
        var name = PeopleRequest.RouteText(context, "user");
        var before = Directory.Now.User(name);
        PeopleRequest.Note(
            context, before?.Name ?? "",
            before is null ? "" : PeopleRequest.Change(Shown(before.Role, before.IsEnabled), null));
        if (PeopleProblems.Of(await Directory.RemoveAsync(name), PeopleProblems.UnknownUser) is { } problem)
            await problem.WriteAsync(context);
        else
            context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    // Whoever is somebody else is not there.
    private Person? Find(HttpContext context)
    {
        var (caller, name) = (Caller.Of(context), PeopleRequest.RouteText(context, "user"));
        return caller.IsAdmin || caller.User == name ? Directory.Now.User(name) : null;
    }

    private static string ChangeOf(Person user, Role role, bool? enabled, string password)
    {
        var after = Shown(role == Role.None ? user.Role : role, enabled ?? user.IsEnabled);
        if (password.Length > 0)
            after["password"] = "changed";
        return PeopleRequest.Change(Shown(user.Role, user.IsEnabled), after);
    }

    private static JsonObject Shown(Role role, bool isEnabled) =>
        new() { ["role"] = RoleNames.Of(role), ["enabled"] = isEnabled };
}
