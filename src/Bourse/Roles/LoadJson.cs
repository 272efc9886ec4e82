using System.Text.Json.Serialization;
using Bourse.Feeds.Csv;

namespace Bourse.Roles;

/// <summary>The answer to a load that was taken.</summary>
internal sealed record LoadStarted(int Number);

/// <summary>The messages between <c>bourse load</c> and a running server.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CsvFile[]))]
[JsonSerializable(typeof(LoadStarted))]
[JsonSerializable(typeof(LoadState))]
internal sealed partial class LoadJson : JsonSerializerContext;
