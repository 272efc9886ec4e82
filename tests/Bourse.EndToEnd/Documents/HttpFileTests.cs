using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bourse.EndToEnd;

/// <summary>docs/bourse.http, run from its first request to its last against the program.</summary>
public sealed partial class HttpFileTests : IDisposable
{
    private readonly DataFolder _data = new();
    private readonly Dictionary<string, string> _variables = [];
    private readonly Dictionary<string, JsonNode?> _answers = [];

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Every_request_is_answered_as_the_file_says_and_every_operation_is_in_it()
    {
        using var server = Server.StartWithBots(_data.Path, "--no-synthetic").WaitReady();
        _variables["host"] = server.Http.BaseAddress!.ToString().TrimEnd('/');
        _variables["key"] = FirstKey().Match(server.Output).Value;
        var file = await File.ReadAllTextAsync(Path.Combine(SampleArchive.Folder, "..", "..", "docs", "bourse.http"), Stopping);
        var left = Operations(JsonNode.Parse((await server.GetAsync("/openapi/v1.json")).GetRawText())!);
        var faults = new List<string>();
        foreach (var request in HttpFileRequest.AllOf(file, _variables))
        {
            var (status, text) = await SendAsync(server.Http, request);
            if (status != request.Status)
                faults.Add($"{request.Method} {request.Url}: {status}, not {request.Status}: {text}");
            left.RemoveAll(operation => operation.Method == request.Method && operation.Path.IsMatch(PathOf(request.Url)));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(left.Count == 0, "Not in the file: " + string.Join(", ", left.Select(operation => operation.Id)));
    }

    private async Task<(int Status, string Text)> SendAsync(HttpClient http, HttpFileRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), Filled(request.Url));
        if (request.Body.Length > 0)
            message.Content = new StringContent(Filled(request.Body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in request.Headers.Where(header => header.Name != "Content-Type"))
            message.Headers.Add(name, Filled(value));
        using var answer = await http.SendAsync(message, Stopping);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        if (request.Name.Length > 0)
            _answers[request.Name] = JsonNode.Parse(text);
        return ((int)answer.StatusCode, text);
    }

    // {{host}}, or {{made.response.body.id}} of the request that is called "made".
    private string Filled(string text) => Hole().Replace(text, hole =>
    {
        var words = hole.Groups[1].Value.Split('.');
        return words.Length == 1 ? _variables[words[0]] : _answers[words[0]]?[words[^1]]?.ToString() ?? "nothing";
    });

    private static string PathOf(string url) => Hole().Replace(url.Replace("{{host}}", "", StringComparison.Ordinal), "x").Split('?')[0];

    private static List<(string Id, string Method, Regex Path)> Operations(JsonNode description) =>
    [
        .. from path in description["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select ((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(),
               new Regex($"^{Braces().Replace(path.Key, "[^/]+")}$")),
    ];

    [GeneratedRegex(@"bk_\w+\.\S+")]
    private static partial Regex FirstKey();

    [GeneratedRegex(@"\{\{([^}]+)\}\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();
}
