using System.Text.RegularExpressions;

namespace Bourse.EndToEnd;

/// <summary>A request of a .http file: "{{name}}" in it stands for a variable.</summary>
internal sealed partial record HttpFileRequest(
    string Name, int Status, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>Those of a file, with its variables: "@name = value", requests apart by "###", comments with "#".</summary>
    public static List<HttpFileRequest> AllOf(string text, Dictionary<string, string> variables)
    {
        var parts = Separator().Split(text.ReplaceLineEndings("\n"));
        foreach (Match variable in Variable().Matches(parts[0]))
            variables.TryAdd(variable.Groups[1].Value, variable.Groups[2].Value);
        return [.. parts.Skip(1).Select(Of)];
    }

    private static HttpFileRequest Of(string part)
    {
        var lines = part.Split('\n');
        var comments = lines.Where(line => line.StartsWith('#')).Select(line => line[1..].Trim()).ToList();
        var rest = lines.SkipWhile(line => line.Length == 0 || line[0] == '#').ToList();
        var first = rest[0].Split(' ', 2);
        var headers = rest.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(": ", 2));
        return new HttpFileRequest(
            comments.SingleOrDefault(comment => comment.StartsWith("@name ", StringComparison.Ordinal))?[6..] ?? "",
            int.Parse(comments.Single(comment => Status3().IsMatch(comment)), System.Globalization.CultureInfo.InvariantCulture),
            first[0], first[1], [.. headers.Select(header => (header[0], header[1]))],
            string.Join('\n', rest.SkipWhile(line => line.Length > 0)).Trim());
    }

    [GeneratedRegex("^###.*$", RegexOptions.Multiline)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^@(\w+) *= *(\S+) *$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\d{3}$")]
    private static partial Regex Status3();
}
