using System.Text.Json;

namespace Bourse.Output;

/// <summary>A JSON answer of a server in the form that is asked for: as it came, or as a table of what it lists.</summary>
internal static class JsonReport
{
    public static void Print(string json, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            Console.WriteLine(json);
            return;
        }

        using var answer = JsonDocument.Parse(json);
        IReadOnlyList<JsonElement> rows = ListIn(answer.RootElement) is { } list
            ? [.. list.EnumerateArray()]
            : [answer.RootElement];
        // Objects in a row have no place in a table; JSON shows them.
        var columns = rows.SelectMany(row => row.EnumerateObject()).Where(field => IsScalar(field.Value))
            .Select(field => field.Name).Distinct().ToArray();
        var report = new Report(columns);
        foreach (var row in rows)
            report.Add(
                [.. columns.Select(column => row.TryGetProperty(column, out var value) ? CellOf(value) : (object?)null)]);
        report.Print(format);
    }

    /// <summary>The rows of an answer that is a page; null of one that is a single thing.</summary>
    private static JsonElement? ListIn(JsonElement answer)
    {
        if (!answer.TryGetProperty("next_cursor", out _) && !answer.TryGetProperty("periods", out _))
            return null;
        foreach (var field in answer.EnumerateObject())
            if (field.Value.ValueKind == JsonValueKind.Array)
                return field.Value;
        return null;
    }

    private static bool IsScalar(JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array);

    private static object? CellOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => new Cell(value.GetRawText(), IsNumber: true),
        JsonValueKind.True => true,
        JsonValueKind.String => value.GetString(),
        _ => null,
    };
}
