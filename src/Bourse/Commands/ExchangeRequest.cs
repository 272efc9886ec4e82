using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>One request to the exchange of a running server, whose answer is printed.</summary>
internal static class ExchangeRequest
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static Task<int> GetAsync(string dataDirectory, string path, CancellationToken stopping) =>
        SendAsync(dataDirectory, new HttpRequestMessage(HttpMethod.Get, path), OutputFormat.Json, stopping);

    public static Task<int> DeleteAsync(string dataDirectory, string path, CancellationToken stopping) =>
        SendAsync(dataDirectory, new HttpRequestMessage(HttpMethod.Delete, path), OutputFormat.Json, stopping);

    /// <param name="fields">Those that are null or empty are left out.</param>
    public static Task<int> PostAsync(
        string dataDirectory, string path, CancellationToken stopping, params (string Name, object? Value)[] fields) =>
        SendAsync(dataDirectory, WithBody(HttpMethod.Post, path, fields), OutputFormat.Json, stopping);

    /// <summary>A path with those parameters that are not null or empty.</summary>
    public static string Path(string path, params (string Name, object? Value)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Value is not (null or "" or false)).Select(parameter =>
            $"{parameter.Name}={Uri.EscapeDataString(Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!)}");
        return string.Join('?', [path, .. new[] { string.Join('&', given) }.Where(query => query.Length > 0)]);
    }

    /// <param name="fields">Those that are null or empty are left out.</param>
    public static HttpRequestMessage WithBody(
        HttpMethod method, string path, params (string Name, object? Value)[] fields)
    {
        var body = new JsonObject();
        foreach (var (name, value) in fields)
            if (value is not (null or "" or false))
                body[name] = value switch
                {
                    bool flag => flag,
                    int number => number,
                    JsonNode node => node,
                    _ => value.ToString(),
                };
        return new HttpRequestMessage(method, path)
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, Json),
        };
    }

    /// <summary>Sends a request, which it disposes, and prints the answer.</summary>
    public static async Task<int> SendAsync(
        string dataDirectory, HttpRequestMessage request, OutputFormat format, CancellationToken stopping)
    {
        using var server = LocalServer.Find(dataDirectory);
        if (server is null)
            return Screen.Fail($"no server answers for '{dataDirectory}'; 'bourse serve' starts one.");
        try
        {
            using var answer = await server.SendAsync(request, stopping);
            var text = await answer.Content.ReadAsStringAsync(stopping);
            if (!answer.IsSuccessStatusCode)
                return Screen.Fail(DetailOf(text));
            JsonReport.Print(text, format);
            return ExitCode.Fine;
        }
        catch (HttpRequestException fault)
        {
            return Screen.Fail(fault.Message);
        }
        finally
        {
            request.Dispose();
        }
    }

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
