using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Docs;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Bourse.Gateway.OpenApi;

/// <summary>
/// Describes the interface in OpenAPI 3.1 from what is mapped: each endpoint carries its <see cref="Operation"/>, and
/// components.json has the schemas of the answers.
/// </summary>
internal static partial class Description
{
    private const string ProblemSchema = "Problem";
    private const string KeyScheme = "key";
    private const string TokenScheme = "token";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = endpoint => OperationOf(endpoint) is not null;
        options.AddDocumentTransformer((document, _, _) => Complete(document));
        options.AddOperationTransformer((operation, context, _) =>
            Describe(operation, OperationOf(context.Description)!, context.Document!));
    }

    // Each part of the interface has the schemas of its bodies and answers in a file of its own.
    private static readonly string[] ComponentFiles =
        ["components.json", "analytics.json", "trading.json", "exchange.json", "people.json", "watching.json"];

    /// <summary>The schemas, as they are embedded.</summary>
    public static JsonNode ReadComponents()
    {
        var schemas = new JsonObject();
        foreach (var file in ComponentFiles)
            foreach (var (name, schema) in JsonNode.Parse(StaticPage.Read(file))!["schemas"]!.AsObject())
                schemas.Add(name, schema!.DeepClone());
        return new JsonObject { ["schemas"] = schemas };
    }

    private static Operation? OperationOf(ApiDescription endpoint) =>
        endpoint.ActionDescriptor.EndpointMetadata.OfType<Operation>().FirstOrDefault();

    private static Task Complete(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Bourse",
            Version = "v1",
            Description = """
                A whole market in one program. Prices and sizes are exact decimals; times are ISO 8601 in UTC with up to
                nine decimals, and are taken as whole nanoseconds since 1970 as well. A symbol is `BHP` (every venue) or
                `ASX:BHP` (one). Errors are RFC 9457 problem details with a stable `code`. Live events come over Phoenix
                Channels at `/socket/websocket`; the past in the protocols of Kraken and Coinbase, at any speed, at
                `/playback/kraken/v2` and `/playback/coinbase` (`venue`, `from`, `to`, `speed`, `capture`). What
                the synthetic market made says `"synthetic": true`,
                an instrument of venue `BOURSE` whose market bots make `"bots": true`.
                """,
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Market data", Description = "Trades, quotes, bars and books, by instrument." },
            new() { Name = "Trading", Description = "Orders, portfolios and histories of our own exchange." },
            new() { Name = "Exchange", Description = "For whoever runs the exchange: listings, phases, limits." },
            new() { Name = "People", Description = "Users, keys, tokens, and what was done with them." },
            new() { Name = "Watching", Description = "Watchlists and alerts." },
            new() { Name = "Operation", Description = "For whoever runs the program." },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas = ReadSchemas();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-API-Key",
                Description = "A key's public id, a point and its secret.",
            },
            [TokenScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "JWT",
                Description = "A token made from a key or a password.",
            },
        };
        return Task.CompletedTask;
    }

    private static IDictionary<string, IOpenApiSchema> ReadSchemas()
    {
        var frame = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "components", ["version"] = "v1" },
            ["paths"] = new JsonObject(),
            ["components"] = ReadComponents(),
        };
        return OpenApiDocument.Parse(frame.ToJsonString(), "json").Document!.Components!.Schemas!;
    }

    private static Task Describe(OpenApiOperation described, Operation operation, OpenApiDocument document)
    {
        described.OperationId = operation.Id;
        described.Summary = operation.Summary;
        described.Description = operation.Description;
        described.Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, document) };
        described.Parameters = [.. Parameters(operation)];
        described.Responses = [];
        var answer = AnswerOf(operation, document);
        described.RequestBody = BodyOf(operation, document);
        described.Security = operation.Access is Access.Open ? [] : Schemes(document);
        described.Responses[$"{operation.Success}"] =
            new OpenApiResponse { Description = operation.Summary, Content = answer };
        foreach (var status in operation.OtherAnswers)
            described.Responses[$"{status}"] = new OpenApiResponse
            {
                Description = "The same, of a program that is not so",
                Content = answer,
            };
        foreach (var status in operation.AllProblems)
            described.Responses[$"{status}"] = ProblemOf(status, document);
        return Task.CompletedTask;
    }

    private static IEnumerable<IOpenApiParameter> Parameters(Operation operation)
    {
        foreach (Match name in PathParameter().Matches(operation.Path))
            yield return InPath(name.Groups["name"].Value);
        foreach (var parameter in operation.Query)
            yield return new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Description,
                Schema = SchemaOf(parameter.Schema),
            };
    }

    private static OpenApiParameter InPath(string name)
    {
        var (description, example) = name switch
        {
            "symbol" => ("`BHP` for every venue, `ASX:BHP` for one; of the exchange's own paths, one it has listed.", "BHP"),
            "account" => ("An account of the exchange: the user's name, or the user's name, a colon and more.", "ann"),
            "user" => ("A user's name.", "ann"),
            _ => ("As it was answered when it was made.", "1001"),
        };
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example,
        };
    }

    private static OpenApiRequestBody? BodyOf(Operation operation, OpenApiDocument document) => operation.Body.Length == 0
        ? null
        : new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(operation.Body, document),
                },
            },
        };

    private static List<OpenApiSecurityRequirement> Schemes(OpenApiDocument document) =>
    [
        .. new[] { KeyScheme, TokenScheme }.Select(scheme => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(scheme, document)] = [],
        }),
    ];

    private static OpenApiSchema SchemaOf(JsonObject schema)
    {
        var reader = OpenApiModelFactory.Parse<OpenApiSchema>(
            schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, new OpenApiDocument(), out _, "json");
        return reader!;
    }

    private static Dictionary<string, OpenApiMediaType> AnswerOf(Operation operation, OpenApiDocument document) => new()
    {
        [operation.ContentType] = new OpenApiMediaType
        {
            Schema = operation.Answer.Length > 0
                ? new OpenApiSchemaReference(operation.Answer, document)
                : new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    private static OpenApiResponse ProblemOf(int status, OpenApiDocument document) => new()
    {
        Description = ProblemsOf(status),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem.ContentType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(ProblemSchema, document),
            },
        },
    };

    private static string ProblemsOf(int status) => status switch
    {
        400 => "A parameter is unknown (`unknown_parameter`) or unusable (`invalid_parameter`, `invalid_cursor`).",
        401 => "Nobody known asks (`unauthenticated`).",
        403 => "The key or token may not be used for that (`forbidden`).",
        404 => "There is no such thing (`unknown_instrument`, `unknown`, …), or it is somebody else's.",
        429 => "This address makes too many requests (`too_many_requests`): wait as long as `Retry-After` says.",
        503 => "What was on the tape is still being read (`not_ready`): `/health` tells how far it is.",
        _ => Problem.OfStatus(status).Title,
    };

    [GeneratedRegex("{(?<name>[a-z_]+)[^}]*}")]
    private static partial Regex PathParameter();
}
