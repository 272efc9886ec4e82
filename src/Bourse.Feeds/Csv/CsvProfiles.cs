using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bourse.Feeds.Csv;

/// <summary>Profiles that come with the program, by name, and a user's own, by path.</summary>
public static class CsvProfiles
{
    // Read by reflection: generated readers lose the defaults of init-only properties.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The names of the profiles that come with the program.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(CsvProfiles).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <summary>Reads the profile of that name, or of that file when the text ends in ".json".</summary>
    /// <exception cref="FeedException">There is no such profile, or it is wrong; every fault is named.</exception>
    public static CsvProfile Open(string nameOrPath)
    {
        if (!nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return OpenOwn(nameOrPath);
        try
        {
            using var file = File.OpenRead(nameOrPath);
            return Read(file, nameOrPath);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FeedException($"profile {nameOrPath}: {fault.Message}", fault);
        }
    }

    private static CsvProfile OpenOwn(string name)
    {
        using var resource = typeof(CsvProfiles).Assembly.GetManifestResourceStream(name) ?? throw new FeedException(
            $"there is no profile '{name}': {string.Join(", ", Names)} or the path of a .json file");
        return Read(resource, name);
    }

    private static CsvProfile Read(Stream json, string name)
    {
        CsvProfile profile;
        try
        {
            profile = JsonSerializer.Deserialize<CsvProfile>(json, Json)
                ?? throw new FeedException($"profile {name} is empty");
        }
        catch (JsonException fault)
        {
            throw new FeedException($"profile {name}: {fault.Message}", fault);
        }

        var faults = profile.Faults();
        return faults.Count == 0 ? profile : throw new FeedException($"profile {name}: {string.Join("; ", faults)}");
    }
}
