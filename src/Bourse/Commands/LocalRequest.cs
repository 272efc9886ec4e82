using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>One request to a running server over its Unix socket, as every command sends it that speaks to one.</summary>
internal static class LocalRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpRequestMessage Of(HttpMethod method, string path, JsonObject? body = null) => new(method, path)
    {
        Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, Json),
    };

    /// <summary>Sends a request, which it disposes; prints the answer's text, or says a problem in a sentence.</summary>
    public static async Task<int> SendAsync(
        string dataDirectory, HttpRequestMessage request, Action<string> print, CancellationToken stopping)
    {
        using var sent = request;
        using var server = LocalServer.Find(dataDirectory);
        if (server is null)
            return Screen.Fail($"no server answers for '{dataDirectory}'; 'bourse serve' starts one.");
        try
        {
            using var answer = await server.SendAsync(request, stopping);
            var text = await answer.Content.ReadAsStringAsync(stopping);
            if (!answer.IsSuccessStatusCode)
                return Screen.Fail(DetailOf(text));
            print(text);
            return ExitCode.Fine;
        }
        catch (HttpRequestException fault)
        {
            return Screen.Fail(fault.Message);
        }
    }

    // What is below /local is answered in plain text.
    private static string DetailOf(string problem)
    {
        try
        {
            var node = JsonNode.Parse(problem);
            return $"{node?["detail"]} ({node?["code"]})";
        }
        catch (JsonException)
        {
            return problem.TrimEnd('.') + ".";
        }
    }
}
