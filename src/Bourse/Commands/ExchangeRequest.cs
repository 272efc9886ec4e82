using System.Globalization;
using System.Text.Json.Nodes;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>One request to the exchange of a running server, whose answer is printed.</summary>
internal static class ExchangeRequest
{
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
        return LocalRequest.Of(method, path, body);
    }

    /// <summary>Sends a request, which it disposes, and prints the answer.</summary>
    public static Task<int> SendAsync(
        string dataDirectory, HttpRequestMessage request, OutputFormat format, CancellationToken stopping) =>
        LocalRequest.SendAsync(dataDirectory, request, text => JsonReport.Print(text, format), stopping);
}
