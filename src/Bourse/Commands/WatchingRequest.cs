using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>What <c>bourse alerts</c> and <c>bourse watchlists</c> ask of a running server over its Unix socket.</summary>
internal static class WatchingRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>The path with a user to be asked about; everybody where none is named.</summary>
    public static string Of(string path, string? user) =>
        user is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}user={Uri.EscapeDataString(user)}";

    /// <summary>Asks, and prints the answer; a problem is said in a sentence.</summary>
    public static async Task<int> AskAsync(
        string dataDirectory, HttpMethod method, string path, JsonObject? body, Action<JsonNode> print,
        CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, Json);
        using var server = LocalServer.Find(dataDirectory);
        if (server is null)
            return Screen.Fail($"no server answers for '{dataDirectory}'; 'bourse serve' starts one.");
        try
        {
            using var answer = await server.SendAsync(request, stopping);
            var text = await answer.Content.ReadAsStringAsync(stopping);
            if (!answer.IsSuccessStatusCode)
                return Screen.Fail(DetailOf(text));
            print(JsonNode.Parse(text)!);
            return ExitCode.Fine;
        }
        catch (HttpRequestException fault)
        {
            return Screen.Fail(fault.Message);
        }
    }

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

    private static string DetailOf(string problem)
    {
        try
        {
            var node = JsonNode.Parse(problem);
            return $"{node?["detail"]} ({node?["code"]})";
        }
        catch (JsonException)
        {
            return problem;
        }
    }
}
