using System.Text.Json.Nodes;
using Bourse.Output;
using Bourse.Roles;

namespace Bourse.Commands;

/// <summary>What <c>bourse feeds</c> asks of a running server, and how the answers are printed.</summary>
internal static class FeedsRequest
{
    public static Task<int> ListAsync(string dataDirectory, OutputFormat format, CancellationToken stopping) =>
        LocalRequest.SendAsync(
            dataDirectory, LocalRequest.Of(HttpMethod.Get, "/api/v1/feeds"), text => Print(JsonNode.Parse(text)!, format),
            stopping);

    /// <param name="path">Below the endpoints' own.</param>
    /// <param name="fields">Those that are null are left out; without any there is no body.</param>
    public static Task<int> SendAsync(
        HttpMethod method, string dataDirectory, string path, OutputFormat format, CancellationToken stopping,
        params (string Name, JsonNode? Value)[] fields)
    {
        var body = method != HttpMethod.Post
            ? null
            : new JsonObject(fields.Where(field => field.Value is not null)
                .Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return LocalRequest.SendAsync(
            dataDirectory, LocalRequest.Of(method, $"{FeedEndpoints.Path}/{path}", body),
            text => PrintChange(JsonNode.Parse(text)!, format), stopping);
    }

    private static void PrintChange(JsonNode answer, OutputFormat format)
    {
        var report = new Report("venue", "enabled", "symbols");
        report.Add(
            (string?)answer["venue"], (bool)answer["enabled"]!,
            string.Join(' ', answer["symbols"]!.AsArray().Select(symbol => (string?)symbol)));
        report.Print(format);
    }

    private static void Print(JsonNode answer, OutputFormat format)
    {
        var sections = new Sections();
        var venues = sections.Add("venues", "venue", "name", "protocol", "enabled", "state", "symbols", "reason");
        var connections = sections.Add(
            "connections", "feed", "state", "since", "connects", "frames", "unreadable", "reason");
        var symbols = sections.Add(
            "symbols", "venue", "symbol", "name", "book", "events", "gaps", "resyncs", "checksums", "wrong_checksums",
            "last_time", "notice");
        foreach (var venue in Items(answer, "venues"))
        {
            venues.Add(
                Text(venue, "venue"), Text(venue, "name"), Text(venue, "protocol"), (bool)venue["enabled"]!,
                Text(venue, "state"), venue["symbols"]!.AsArray().Count, Text(venue, "reason"));
            foreach (var one in Items(venue, "connections"))
                connections.Add(
                    Text(one, "feed"), Text(one, "state"), Text(one, "since"), Whole(one, "connects"),
                    Whole(one, "frames"), Whole(one, "unreadable"), Text(one, "reason"));
            foreach (var one in Items(venue, "symbols"))
                symbols.Add(
                    Text(venue, "venue"), Text(one, "symbol"), Text(one, "name"), Text(one, "book"), Whole(one, "events"),
                    Whole(one, "gaps"), Whole(one, "resyncs"), Whole(one, "checksums"), Whole(one, "wrong_checksums"),
                    Text(one, "last_time"), Text(one, "notice"));
        }

        var others = sections.Add("feeds", "feed", "kind", "state", "published", "reason");
        foreach (var feed in Items(answer, "feeds"))
            others.Add(
                Text(feed, "feed"), Text(feed, "kind"), Text(feed, "state"), Whole(feed, "published"), Text(feed, "reason"));
        var mistakes = sections.Add("mistakes", "file", "line", "reason");
        if (answer["refused"] is { } refused)
            foreach (var one in Items(refused, "mistakes"))
                mistakes.Add(Text(refused, "file"), Whole(one, "line"), Text(one, "reason"));
        sections.Print(format);
    }

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) => node[name]!.AsArray().Select(item => item!);

    private static string? Text(JsonNode node, string name) => (string?)node[name];

    private static long? Whole(JsonNode node, string name) => (long?)node[name];
}
