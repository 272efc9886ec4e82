using System.Diagnostics.CodeAnalysis;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Watching;

/// <summary>
/// Whose things a request is about: a user's own, and of an admin those of whom it names. To all others what is somebody
/// else's is not there.
/// </summary>
internal static class Whose
{
    private const int NameLengthMax = 24;

    public static readonly QueryParameter<string> User =
        new(
            "user", "Whose, for admins: everybody's when left out of a question, the admin's own of something new.",
            "a user's name")
        {
            Schema = new() { ["type"] = "string", ["maxLength"] = NameLengthMax },
            TryRead = (ReadOnlySpan<char> text, out string value) =>
            {
                value = text.ToString();
                return value.Length is > 0 and <= NameLengthMax;
            },
        };

    /// <summary>The user whose things are asked for; null for everybody's.</summary>
    public static bool TryFind(Caller caller, string named, out string? user, [NotNullWhen(false)] out Problem? problem)
    {
        user = named.Length > 0 ? named : caller.IsAdmin ? null : caller.User;
        problem = user is null || user == caller.User || caller.IsAdmin ? null : UnknownUser(named);
        return problem is null;
    }

    /// <summary>Reads which page of whose things a list is asked for; what is wrong with the question, or null.</summary>
    /// <param name="what">What is listed: cursors of one list fit no other.</param>
    public static Problem? TryReadPage(
        HttpContext context, Operation operation, string what, out string? user, out IdPage page)
    {
        var query = new QueryReader(context, operation);
        var named = query.Read(User, "");
        user = null;
        if (IdPage.TryRead(ref query, $"{what}|{named}", out page) is { } fault)
            return fault;
        return TryFind(Caller.Of(context), named, out user, out var problem) ? null : problem;
    }

    /// <summary>For whom the request makes or shows one thing; null when it has been refused.</summary>
    public static async Task<string?> OneAsync(HttpContext context, Operation operation)
    {
        var query = new QueryReader(context, operation);
        var named = query.Read(User, "");
        var caller = Caller.Of(context);
        TryFind(caller, named, out var user, out var refusal);
        if ((query.Fault ?? refusal) is not { } problem)
            return user ?? caller.User;
        await problem.WriteAsync(context);
        return null;
    }

    public static Problem UnknownUser(string name) => new(
        StatusCodes.Status404NotFound, ProblemCode.Unknown, $"No user is called '{Shown.Short(name)}'.", "user");

    public static Problem UnknownThing(string what, string id) => new(
        StatusCodes.Status404NotFound, ProblemCode.Unknown, $"No {what} has the id '{Shown.Short(id)}'.");
}
