using System.ComponentModel.DataAnnotations;
using Bourse.Market;

namespace Bourse.Feeds.Csv;

/// <summary>A file to load.</summary>
public sealed record CsvFile
{
    /// <summary>Plain or gzip; known by its first bytes, not by its name.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; init; } = "";

    /// <summary>The name of a profile that comes with the program, or the path of a .json file.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Profile { get; init; } = "";

    /// <summary>The instrument of all rows; empty where the profile has a column for it.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>A person's name for the instrument; empty where none is known.</summary>
    public string Name { get; init; } = "";

    /// <summary>The file's profile, which fits the symbol.</summary>
    /// <exception cref="FeedException">The profile cannot be used, or not with this symbol.</exception>
    internal CsvProfile OpenProfile()
    {
        var profile = CsvProfiles.Open(Profile);
        if (profile.Symbol is null && !Instrument.IsSymbol(Symbol, Instrument.SymbolLengthMax))
            throw new FeedException($"profile {profile.Name} needs a symbol for {Path}, and '{Symbol}' is none");
        return profile.Symbol is null || Symbol.Length == 0
            ? profile
            : throw new FeedException($"profile {profile.Name} reads symbols from a column: {Path} takes no other");
    }
}
