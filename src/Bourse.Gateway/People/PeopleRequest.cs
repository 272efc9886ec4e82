using System.Text.Json.Nodes;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.People;

/// <summary>Reads what requests for users and keys have in common.</summary>
internal static class PeopleRequest
{
    private const int SecondsMax = 50 * 366 * 86_400;

    public static string RouteText(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    /// <summary>A role; <see cref="Role.None"/> where it is not given.</summary>
    public static Role RoleOf(JsonFields fields) => fields.Has("role")
        ? fields.Choice("role", ("viewer", Role.Viewer), ("trader", Role.Trader), ("admin", Role.Admin))
        : Role.None;

    /// <summary>Scopes; those given where none are asked for.</summary>
    public static Scopes ScopesOf(JsonFields fields, Scopes absent)
    {
        var text = fields.Text("scopes", 40);
        if (text.Length == 0)
            return absent;
        if (ScopeNames.Read(text) is { } scopes)
            return scopes;
        fields.Refuse("scopes", "'scopes' must be some of read, trade, admin with a blank between.");
        return absent;
    }

    /// <summary>A time in seconds; 0 where it is not given.</summary>
    public static int SecondsOf(JsonFields fields, string name, int max = SecondsMax)
    {
        var seconds = fields.Whole(name);
        if (seconds < 0 || seconds > max)
            fields.Refuse(name, $"'{name}' must be from 0 to {max}.");
        return Math.Clamp(seconds, 0, max);
    }

    /// <summary>A password that is to be set; empty where none is given.</summary>
    public static string NewPasswordOf(JsonFields fields)
    {
        var password = fields.Text("password", PasswordHash.LengthMax);
        if (password.Length is > 0 and < PasswordHash.LengthMin)
            fields.Refuse("password", $"'password' must have {PasswordHash.LengthMin} characters or more.");
        return password;
    }

    /// <summary>What was before and after, for the audit.</summary>
    public static string Change(JsonObject? before, JsonObject? after)
    {
        var change = new JsonObject();
        if (before is not null)
            change["before"] = before;
        if (after is not null)
            change["after"] = after;
        return change.ToJsonString();
    }

    /// <summary>Notes what is done to what, for the audit.</summary>
    public static void Note(HttpContext context, string target, string detail = "")
    {
        if (AuditNote.Of(context) is not { } note)
            return;
        note.Target = target;
        note.Detail = detail;
    }

    public static Task CreatedAsync<T>(
        HttpContext context, in T answer, Action<System.Text.Json.Utf8JsonWriter, T> write)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        return SmallAnswer.WriteAsync(context, answer, write);
    }
}
