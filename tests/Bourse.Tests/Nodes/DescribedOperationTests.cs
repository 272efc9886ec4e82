using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bourse.Gateway;
using Bourse.Gateway.Rest;
using Bourse.Tests.Gateway;

namespace Bourse.Tests.Nodes;

/// <summary>The description of the whole program's interface, as it is served.</summary>
public sealed partial class DescribedOperationTests : IAsyncLifetime
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private RunningNode _node = null!;
    private JsonNode _description = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await RunningNode.StartAsync();
        _description = JsonNode.Parse(await _node.Operator.GetStringAsync(
            "/openapi/v1.json", TestContext.Current.CancellationToken))!;
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public void Every_operation_of_the_code_is_described()
    {
        var declared = from type in typeof(GatewayHost).Assembly.GetTypes()
                       from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                       where field.FieldType == typeof(Operation)
                       let operation = (Operation)field.GetValue(null)!
                       select $"{operation.Id}: {operation.Method} {WithoutConstraints(operation.Path)}";
        Assert.Equal(declared.Distinct().Order(), Described().Select(one => $"{one.Id}: {one.Method} {one.Path}").Order());
    }

    [Fact]
    public void Nothing_is_put_onto_a_path_without_a_description()
    {
        var mapped = from file in Directory.GetFiles(Checkout.PathOf("src"), "*.cs", SearchOption.AllDirectories)
                     where !file.Contains("node_modules", StringComparison.Ordinal)
                     from Match call in MapCall().Matches(File.ReadAllText(file))
                     select $"{Path.GetFileNameWithoutExtension(file)}: {call.Groups[1].Value}";

        // Pages, and what only clients of the Unix socket reach.
        string[] pages = ["Routes: operation.Path", "DocsPages", "StaticPage", "GatewayHost: \"/", "LandingPage", "DashboardPages"];
        string[] local = ["FeedEndpoints", "LoadEndpoints", "AdministrationEndpoints"];
        string[] known = [.. pages, .. local];
        Assert.DoesNotContain(mapped, one => !Array.Exists(known, page => one.StartsWith(page, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_operation_says_what_it_is_and_to_which_part_it_belongs()
    {
        var tags = _description["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToHashSet();
        Assert.All(Described(), one =>
        {
            Assert.NotEmpty((string)one.Node["summary"]!);
            Assert.Contains((string)one.Node["tags"]!.AsArray().Single()!, tags);
        });
        Assert.Equal(Described().Count, Described().Select(one => one.Id).Distinct().Count());
    }

    [Fact]
    public void Every_body_and_answer_has_an_example_that_keeps_to_its_schema()
    {
        var reader = new SchemaReader(_description);
        var lacking = new List<string>();
        foreach (var (id, place, schema) in Described().SelectMany(Schemas))
        {
            var named = _description["components"]!["schemas"]![((string)schema["$ref"]!).Split('/')[^1]]!;
            var examples = named["examples"]?.AsArray() ?? [];
            if (examples.Count == 0)
                lacking.Add($"{id}: {place} ({schema["$ref"]})");
            foreach (var example in examples)
                reader.Check(schema, example, id);
        }

        Assert.Empty(lacking);
    }

    [Fact]
    public void Every_operation_that_asks_who_comes_says_so_and_how_it_refuses()
    {
        foreach (var (id, _, _, node) in Described())
        {
            var isOpen = node["security"] is not JsonArray { Count: > 0 };
            var answers = node["responses"]!.AsObject();
            Assert.True(answers.Any(answer => answer.Key[0] == '2'), id);
            foreach (var status in new[] { "401", "403" })
                Assert.True(isOpen || answers.ContainsKey(status), $"{id}: {status}");
            foreach (var (status, answer) in answers.Where(answer => answer.Key[0] is '4'))
                Assert.True(answer!["content"]?["application/problem+json"] is not null, $"{id}: {status}");
            if (node["requestBody"] is not null)
                Assert.True(answers.ContainsKey("400") && answers.ContainsKey("413") && answers.ContainsKey("415"), id);
        }
    }

    private static IEnumerable<(string Id, string Place, JsonNode Schema)> Schemas(
        (string Id, string Method, string Path, JsonNode Node) operation)
    {
        if (operation.Node["requestBody"]?["content"]?["application/json"]?["schema"] is { } body)
            yield return (operation.Id, "body", body);
        foreach (var (status, answer) in operation.Node["responses"]!.AsObject().Where(answer => answer.Key[0] == '2'))
            if (answer!["content"]?["application/json"]?["schema"] is { } schema && schema["$ref"] is not null)
                yield return (operation.Id, status, schema);
    }

    private List<(string Id, string Method, string Path, JsonNode Node)> Described() =>
    [
        .. from path in _description["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where Methods.Contains(operation.Key)
           select ((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), path.Key, operation.Value!),
    ];

    private static string WithoutConstraints(string path) => Constraint().Replace(path, "}");

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\.Map(?:Get|Post|Put|Patch|Delete|Methods)\((""[^""]*""|[A-Za-z.]*)")]
    private static partial Regex MapCall();
}
