using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>What <c>bourse alerts</c> and <c>bourse watchlists</c> ask of a running server over its Unix socket.</summary>
internal static class WatchingRequest
{
    /// <summary>The path with a user to be asked about; everybody where none is named.</summary>
    public static string Of(string path, string? user) =>
        user is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}user={Uri.EscapeDataString(user)}";

    /// <summary>Asks, and prints the answer; a problem is said in a sentence.</summary>
    public static Task<int> AskAsync(
        string dataDirectory, HttpMethod method, string path, JsonObject? body, Action<JsonNode> print,
        CancellationToken stopping) => LocalRequest.SendAsync(
        dataDirectory, LocalRequest.Of(method, path, body), text => print(JsonNode.Parse(text)!), stopping);

    /// <summary>Prints the objects of a list, or one, by the names of their fields.</summary>
    public static void Print(IEnumerable<JsonNode?> rows, OutputFormat format, params string[] columns)
    {
        var report = new Report(columns);
        foreach (var row in rows)
            report.Add([.. columns.Select(column => ValueOf(row![column]))]);
        report.Print(format);
    }

    private static object? ValueOf(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => string.Join(' ', list.Select(one => one!["symbol"]!.ToString())),
        JsonObject one => $"{one["state"]} after {one["attempts"]}",
        _ => value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
            JsonValueKind.Number => Market.Price.Parse(value.ToJsonString()),
            _ => value.ToString(),
        },
    };
}
