using System.Text.Json.Nodes;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Limits;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.People;

/// <summary>Tokens, from a key or a password; the keys they are signed with; and who asks.</summary>
internal sealed class TokenEndpoints(Authenticator authenticator)
{
    private static readonly Problem NobodyAsks = new(
        StatusCodes.Status401Unauthorized, ProblemCode.Unauthenticated,
        "A token is made from X-API-Key, or from 'user' and 'password'.");

    public static readonly Operation CreateOperation = new("createToken", "/v1/tokens", "Make a token")
    {
        Tag = "People", Method = "POST", Access = Access.Open, Rate = RateClass.Authentication, Body = "NewToken",
        Answer = "Token", Success = 201,
        Description = """
            From the key or token of the request, or from `user` and `password`. It may do no more than these, and is over when
            they are: with the key, with another password, with the user.
            """,
        Problems = [400, 401, 403, 413, 415, 429, 503],
    };

    public static readonly Operation RotateOperation =
        new("rotateSigningKey", "/v1/signing-keys", "Sign tokens with a new key")
        {
            Tag = "People", Method = "POST", Access = Access.Admin, Answer = "SigningKey", Success = 201,
            Description = "Tokens signed before are good until they are over.",
            Problems = [400, 401, 403, 429],
        };

    public static readonly Operation MeOperation = new("getMe", "/v1/me", "Who asks")
    {
        Tag = "People", Access = Access.Read, Answer = "Me", Problems = [400, 401, 403, 429],
    };

    public void Map(Routes routes)
    {
        routes.Map(CreateOperation, CreateAsync);
        routes.Map(RotateOperation, RotateAsync);
        routes.Map(MeOperation, MeAsync);
    }

    private async Task CreateAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var user = fields.Text("user", UserName.LengthMax);
        var password = fields.Text("password", PasswordHash.LengthMax);
        var scopes = PeopleRequest.ScopesOf(fields, Scopes.None);
        var seconds = PeopleRequest.SecondsOf(fields, "expires_in_seconds");
        fields.End();
        if (fields.Fault is { } fault)
        {
            await fault.WriteAsync(context);
            return;
        }

        var caller = await WhoAsync(context, user, password);
        var problem = caller.Fault ?? (!caller.IsKnown || ReferenceEquals(caller, Caller.Operator) ? NobodyAsks
            : (scopes & ~caller.Scopes) != 0 ? PeopleProblems.MoreRights : null);
        PeopleRequest.Note(context, caller.IsKnown ? caller.User : user, Shown(caller, scopes));
        if (problem is not null)
        {
            await problem.WriteAsync(context);
            return;
        }

        // For the audit: whoever has shown a password is known from here on.
        context.Features.Set(caller);
        scopes = scopes == Scopes.None ? caller.Scopes : scopes;
        var life = seconds > 0 ? seconds : (int)authenticator.Tokens.LifeMax.TotalSeconds;
        var (text, expires) = authenticator.Tokens.Make(caller, scopes, life);
        await PeopleRequest.CreatedAsync(context, (text, expires, caller, scopes), PeopleJson.WriteToken);
    }

    private ValueTask<Caller> WhoAsync(HttpContext context, string user, string password)
    {
        var caller = Caller.Of(context);
        return caller.Fault is not null || user.Length == 0
            ? ValueTask.FromResult(caller)
            : new ValueTask<Caller>(
                authenticator.Passwords.LogInAsync(user, password, context.Connection.RemoteIpAddress));
    }

    private Task RotateAsync(HttpContext context)
    {
        var id = authenticator.Tokens.Keys.Rotate(authenticator.Tokens.LifeMax);
        PeopleRequest.Note(context, id);
        return PeopleRequest.CreatedAsync(context, id, PeopleJson.WriteSigningKey);
    }

    private Task MeAsync(HttpContext context)
    {
        var query = new QueryReader(context, MeOperation);
        return query.Fault is { } fault
            ? fault.WriteAsync(context)
            : SmallAnswer.WriteAsync(context, Caller.Of(context), PeopleJson.WriteMe);
    }

    private static string Shown(Caller caller, Scopes scopes) => new JsonObject
    {
        ["by"] = caller.Key.Length > 0 ? "key" : "password",
        ["scopes"] = ScopeNames.Of(scopes == Scopes.None ? caller.Scopes : scopes),
    }.ToJsonString();
}
