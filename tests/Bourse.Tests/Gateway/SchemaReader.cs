using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bourse.Tests.Gateway;

/// <summary>
/// Checks answers against the schemas of an OpenAPI description, as far as ours go, and remembers which documented
/// fields were met.
/// </summary>
internal sealed class SchemaReader(JsonNode description)
{
    private const string Prefix = "#/components/schemas/";

    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _documented = [];

    /// <summary>Documented fields of the schemas met that no answer had.</summary>
    public IEnumerable<string> Unseen() => _documented.Except(_seen).Order();

    public void Check(JsonNode schema, JsonNode? value, string place)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            place = reference[Prefix.Length..];
            schema = description["components"]!["schemas"]![place]!;
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            if (value is not null)
                Check(choices.First(choice => choice!["$ref"] is not null)!, value, place);
            return;
        }

        CheckType(schema, value, place);
        if (schema["enum"] is JsonArray allowed)
            Assert.True(allowed.Any(one => JsonNode.DeepEquals(one, value)), $"{place}: {value?.ToJsonString()}");
        if (value is JsonArray items)
            foreach (var item in items)
                Check(schema["items"]!, item, place);
        else if (value is JsonObject fields)
            CheckFields(schema, fields, place);
    }

    private void CheckFields(JsonNode schema, JsonObject fields, string place)
    {
        var documented = schema["properties"]?.AsObject() ?? [];
        foreach (var (name, _) in documented)
            _documented.Add($"{place}.{name}");
        foreach (var required in schema["required"]?.AsArray() ?? [])
            Assert.True(fields.ContainsKey((string)required!), $"{place} lacks {required}");
        foreach (var (name, value) in fields)
        {
            var field = documented[name] ?? schema["additionalProperties"] as JsonObject;
            Assert.True(field is not null || schema["additionalProperties"] is null, $"{place}.{name} is not documented");
            _seen.Add($"{place}.{name}");
            if (field is not null)
                Check(field, value, $"{place}.{name}");
        }
    }

    private static void CheckType(JsonNode schema, JsonNode? value, string place)
    {
        if (schema["type"] is not { } type)
            return;
        var allowed = type is JsonArray several ? several.Select(one => (string)one!).ToList() : [(string)type!];
        var actual = value?.GetValueKind() switch
        {
            null => "null",
            JsonValueKind.Number => value.ToJsonString().Contains('.') ? "number" : "integer",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.Value.ToString().ToLowerInvariant(),
        };
        Assert.True(
            allowed.Contains(actual) || (actual == "integer" && allowed.Contains("number")), $"{place} is {actual}, not {type}");
    }
}
