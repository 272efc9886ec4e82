using System.CommandLine;
using System.Text.Json.Nodes;
using static Bourse.Commands.LocalCommand;

namespace Bourse.Commands;

/// <summary><c>bourse users …</c>: who may come in, at a running server.</summary>
internal static class UsersCommand
{
    private const string Path = "/v1/users";

    private static readonly Argument<string> User = new("user") { Description = "The user's name, as ann." };
    private static readonly Argument<string> Role = new("role") { Description = "viewer, trader or admin." };
    private static readonly Option<string> NewRole = new("--role")
    {
        Description = "viewer, trader or admin (trader).",
        DefaultValueFactory = _ => "trader",
    };

    private static readonly Option<bool> HasPassword = new("--password")
    {
        Description = "With a password, which is read from standard input.",
    };

    public static Command Create() => new("users", "Who may come in. Example: bourse users list")
    {
        Ask("list", "List the users. Example: bourse users list", (_, asked) => PeopleRequest.UsersAsync(asked)),
        Ask("add", "Make a user. Example: bourse users add ann --role trader", AddAsync, User, NewRole, HasPassword),
        Ask("role", "Give a user another role. Example: bourse users role ann viewer",
            (given, asked) => ChangeAsync(given, asked, new() { ["role"] = given.GetValue(Role) }), User, Role),
        Ask("disable", "Let a user do nothing any more. Example: bourse users disable ann",
            (given, asked) => ChangeAsync(given, asked, new() { ["enabled"] = false }), User),
        Ask("enable", "Let a user in again. Example: bourse users enable ann",
            (given, asked) => ChangeAsync(given, asked, new() { ["enabled"] = true }), User),
        Ask("password", "Set a password, read from standard input. Example: bourse users password ann < file",
            (given, asked) => ChangeAsync(given, asked, new() { ["password"] = PeopleRequest.ReadPassword() }), User),
        Ask("remove", "Remove a user with all keys. Example: bourse users remove ann",
            (given, asked) => PeopleRequest.DeleteAsync(asked, PathOf(given)), User),
    };

    private static string PathOf(ParseResult given) => $"{Path}/{Uri.EscapeDataString(given.GetValue(User)!)}";

    private static Task<int> AddAsync(ParseResult given, Asked asked)
    {
        var body = new JsonObject { ["user"] = given.GetValue(User), ["role"] = given.GetValue(NewRole) };
        if (given.GetValue(HasPassword))
            body["password"] = PeopleRequest.ReadPassword();
        return PeopleRequest.UserAsync(asked, HttpMethod.Post, Path, body);
    }

    private static Task<int> ChangeAsync(ParseResult given, Asked asked, JsonObject change) =>
        PeopleRequest.UserAsync(asked, HttpMethod.Patch, PathOf(given), change);
}
