using System.Text.Json.Nodes;
using Bourse.Output;
using Spectre.Console;
using static Bourse.Commands.LocalCommand;

namespace Bourse.Commands;

/// <summary>What <c>bourse users</c> and <c>bourse keys</c> ask of a running server, and how its answers are printed.</summary>
internal static class PeopleRequest
{
    private static readonly string[] UserColumns = ["user", "role", "enabled", "has_password", "keys", "created"];
    private static readonly string[] KeyColumns = ["id", "user", "name", "scopes", "state", "session", "created", "expires"];

    public static Task<int> UserAsync(Asked asked, HttpMethod method, string path, JsonObject? body) =>
        SendAsync(asked, method, path, body, answer => Print([answer], UserColumns, asked.Format));

    /// <summary>Prints a key with its secret, which no later answer has.</summary>
    public static Task<int> KeyAsync(Asked asked, string path, JsonObject body) =>
        SendAsync(asked, HttpMethod.Post, path, body, answer => Print([answer], ["key", .. KeyColumns], asked.Format));

    public static Task<int> UsersAsync(Asked asked) => ListAsync(asked, "/v1/users?", "users", UserColumns);

    public static Task<int> KeysAsync(Asked asked, string? user) => ListAsync(
        asked, user is null ? "/v1/keys?" : $"/v1/keys?user={Uri.EscapeDataString(user)}&", "keys", KeyColumns);

    public static Task<int> SigningKeyAsync(Asked asked) => SendAsync(
        asked, HttpMethod.Post, "/v1/signing-keys", [], answer => Print([answer], ["id"], asked.Format));

    /// <summary>Asks for what has no answer but that it is done.</summary>
    public static Task<int> DeleteAsync(Asked asked, string path) =>
        SendAsync(asked, HttpMethod.Delete, path, null, _ => { });

    /// <summary>A password from standard input: never an argument, which others on the machine can see.</summary>
    public static string ReadPassword() => Console.IsInputRedirected
        ? Console.In.ReadLine() ?? ""
        : Screen.Error.Prompt(new TextPrompt<string>("Password:").Secret());

    private static async Task<int> ListAsync(Asked asked, string path, string name, string[] columns)
    {
        var rows = new List<JsonNode>();
        for (var cursor = ""; ;)
        {
            var next = "";
            var code = await SendAsync(asked, HttpMethod.Get, $"{path}limit=1000{cursor}", null, answer =>
            {
                rows.AddRange(answer[name]!.AsArray().Select(row => row!.DeepClone()));
                next = (string?)answer["next_cursor"] ?? "";
            });
            if (code != ExitCode.Fine)
                return code;
            if (next.Length == 0)
                break;
            cursor = "&cursor=" + Uri.EscapeDataString(next);
        }

        Print(rows, columns, asked.Format);
        return ExitCode.Fine;
    }

    private static Task<int> SendAsync(
        Asked asked, HttpMethod method, string path, JsonObject? body, Action<JsonNode> print) => LocalRequest.SendAsync(
        asked.Data, LocalRequest.Of(method, path, body),
        text => print(text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject()), asked.Stopping);

    private static void Print(IEnumerable<JsonNode> rows, string[] columns, OutputFormat format)
    {
        var report = new Report(columns);
        foreach (var row in rows)
            report.Add([.. columns.Select(column => ValueOf(row[column]))]);
        report.Print(format);
    }

    private static object? ValueOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        System.Text.Json.JsonValueKind.Number => (long)value,
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => (bool)value,
        _ => (string?)value,
    };
}
