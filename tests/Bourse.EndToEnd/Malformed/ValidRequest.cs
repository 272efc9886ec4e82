using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Bourse.EndToEnd;

/// <summary>A request that the program's own description calls good, in parts that can be spoiled one by one.</summary>
internal sealed partial record ValidRequest(string Method, string Path, string Query, string Body)
{
    /// <summary>One for each body's example of each operation of a description.</summary>
    public static IReadOnlyList<ValidRequest> AllOf(JsonNode description) =>
    [
        .. from path in description["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           from body in BodiesOf(operation.Value!, description)
           select new ValidRequest(
               operation.Key.ToUpperInvariant(), PathOf(path.Key), QueryOf(operation.Value!), body),
    ];

    private static string PathOf(string path) => Hole().Replace(path, hole => hole.Value switch
    {
        "{symbol}" => "TULIP",
        "{account}" or "{user}" => "bot-maker-1",
        _ => "1010",
    });

    private static string QueryOf(JsonNode operation) => string.Join('&', Parameters(operation).Select(
        parameter => $"{parameter["name"]}={Uri.EscapeDataString(ExampleOf(parameter["schema"]))}"));

    private static IEnumerable<JsonNode> Parameters(JsonNode operation) => (operation["parameters"]?.AsArray() ?? [])
        .Where(parameter => (string?)parameter!["in"] == "query").Select(parameter => parameter!);

    private static string ExampleOf(JsonNode? schema) => (schema?["default"] ?? schema?["examples"]?[0] ?? schema?["enum"]?[0]
        ?? schema?["minimum"])?.ToString() ?? "1";

    private static IEnumerable<string> BodiesOf(JsonNode operation, JsonNode description)
    {
        if (operation["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"] is not { } reference)
            return [""];
        var schema = description["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!;
        return schema["examples"] is JsonArray { Count: > 0 } examples
            ? examples.Select(example => example!.ToJsonString())
            : ["{}"];
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
