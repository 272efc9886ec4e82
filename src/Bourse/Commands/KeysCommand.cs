using System.CommandLine;
using System.Text.Json.Nodes;
using static Bourse.Commands.LocalCommand;

namespace Bourse.Commands;

/// <summary><c>bourse keys …</c>: programs' ways in, at a running server.</summary>
internal static class KeysCommand
{
    private const string Path = "/v1/keys";
    private const int SecondsOfDay = 86_400;

    private static readonly Argument<string> Id = new("id") { Description = "The key's id, as bk_q7m2x5v4n3k6h2j7." };
    private static readonly Option<string?> OnlyUser = new("--user") { Description = "Only this user's." };
    private static readonly Option<string> User = new("--user") { Description = "Whose key it is to be.", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "What to call it." };
    private static readonly Option<string?> Scopes = new("--scopes")
    {
        Description = "Some of read, trade, admin, as \"read trade\" (all that the user's role allows).",
    };

    private static readonly Option<int?> Days = new("--days") { Description = "Its life in days (without end)." };
    private static readonly Option<int> Grace = new("--grace")
    {
        Description = "For how many seconds the old secret is accepted yet (0).",
    };

    public static Command Create() => new(
        "keys", "Programs' ways in. Example: bourse keys create --user admin")
    {
        Ask("list", "List the keys, without their secrets. Example: bourse keys list --user ann",
            (given, asked) => PeopleRequest.KeysAsync(asked, given.GetValue(OnlyUser)), OnlyUser),
        Ask("create", "Make a key; it is shown this once. Example: bourse keys create --user ann --scopes read",
            CreateAsync, User, Name, Scopes, Days),
        Ask("rotate", "Give a key another secret. Example: bourse keys rotate bk_q7m2x5v4n3k6h2j7 --grace 3600",
            (given, asked) => PeopleRequest.KeyAsync(
                asked, PathOf(given) + "/rotate", new() { ["grace_seconds"] = given.GetValue(Grace) }), Id, Grace),
        Ask("revoke", "End a key at once. Example: bourse keys revoke bk_q7m2x5v4n3k6h2j7",
            (given, asked) => PeopleRequest.DeleteAsync(asked, PathOf(given)), Id),
        Ask("rotate-signing", "Sign tokens with a new key. Example: bourse keys rotate-signing",
            (_, asked) => PeopleRequest.SigningKeyAsync(asked)),
    };

    private static string PathOf(ParseResult given) => $"{Path}/{Uri.EscapeDataString(given.GetValue(Id)!)}";

    private static Task<int> CreateAsync(ParseResult given, Asked asked)
    {
        var body = new JsonObject { ["user"] = given.GetValue(User) };
        if (given.GetValue(Name) is { } name)
            body["name"] = name;
        if (given.GetValue(Scopes) is { } scopes)
            body["scopes"] = scopes;
        if (given.GetValue(Days) is { } days)
            body["expires_in_seconds"] = (long)days * SecondsOfDay;
        return PeopleRequest.KeyAsync(asked, Path, body);
    }
}
