using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary>Options that several commands share, with one wording.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "The data directory.",
        DefaultValueFactory = _ => "data",
    };

    public static Option<OutputFormat> Output() => new("--output", "-o")
    {
        Description = "table, json or csv.",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public static Option<string?> Config() => new("--config")
    {
        Description = "A settings file instead of ./appsettings.json.",
    };

    public static Option<string[]> Set() => new("--set")
    {
        Description = "Any setting, e.g. --set Tape:RingKilobytes=8192; see 'bourse config'. May be repeated.",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Option<Market.Timestamp?> Time(string name, string description) => new(name)
    {
        Description = description + " ISO 8601 or nanoseconds since 1970.",
        CustomParser = result =>
        {
            var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (Market.Timestamp.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var time))
                return time;
            result.AddError($"{name}: '{text}' is not a time (ISO 8601 or nanoseconds since 1970).");
            return null;
        },
    };

    /// <summary>Refuses a number below 1.</summary>
    public static void AtLeastOne<T>(Option<T> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Any(token => !int.TryParse(token.Value, out var value) || value < 1))
            result.AddError($"{option.Name}: at least 1.");
    });

    /// <summary>"--set A:B=c" as a setting; a value without "=" is left for the settings reader to refuse.</summary>
    public static Dictionary<string, string?> Overrides(IEnumerable<string>? sets)
    {
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var set in sets ?? [])
        {
            var split = set.IndexOf('=');
            overrides[split < 0 ? set : set[..split]] = split < 0 ? "" : set[(split + 1)..];
        }

        return overrides;
    }
}
