using System.Collections;
using System.Globalization;
using Bourse.Feeds.Venues;

namespace Bourse.Feeds.Registry;

/// <summary>
/// What the environment says of venues instead of the file: BOURSE_VENUE_KRAKEN_SOCKET, …_REST, …_ENABLED, …_SYMBOLS (with
/// commas) and …_DEPTH; a '-' of a code is a '_' here. Immutable.
/// </summary>
public sealed class RegistryOverrides
{
    public const string Prefix = "BOURSE_VENUE_";

    public static readonly RegistryOverrides None = new([]);

    private static readonly string[] Members = ["SOCKET", "REST", "ENABLED", "SYMBOLS", "DEPTH"];

    private readonly List<(string Variable, string Value)> _variables;

    private RegistryOverrides(List<(string Variable, string Value)> variables) => _variables = variables;

    /// <param name="environment">All variables, as <see cref="Environment.GetEnvironmentVariables()"/> gives them.</param>
    public static RegistryOverrides Of(IDictionary environment) => new(
    [
        .. environment.Cast<DictionaryEntry>()
            .Select(entry => (Variable: (string)entry.Key, Value: (string?)entry.Value ?? ""))
            .Where(entry => entry.Variable.StartsWith(Prefix, StringComparison.Ordinal))
            .OrderBy(entry => entry.Variable, StringComparer.Ordinal),
    ]);

    /// <summary>The variable that decides a venue's member ("SYMBOLS"); null where the file does.</summary>
    public string? VariableOf(string code, string member)
    {
        var name = $"{Prefix}{code.Replace('-', '_')}_{member}";
        return _variables.Exists(entry => entry.Variable == name) ? name : null;
    }

    /// <summary>The registry with what the environment says; a mistake names its variable.</summary>
    public RegistryReading ApplyTo(VenueRegistry registry)
    {
        var venues = registry.Venues.ToArray();
        var faults = new List<RegistryFault>();
        foreach (var (variable, value) in _variables)
            if (Apply(venues, variable, value) is { } fault)
                faults.Add(new RegistryFault(0, $"{variable}: {fault}"));
        return new RegistryReading(faults.Count == 0 ? new VenueRegistry(venues) : null, faults);
    }

    private static string? Apply(VenueOptions[] venues, string variable, string value)
    {
        var named = variable[Prefix.Length..];
        var end = named.LastIndexOf('_');
        var member = named[(end + 1)..];
        if (end <= 0 || !Members.Contains(member))
            return $"there is no such setting of a venue; there are {string.Join(", ", Members)}";
        var i = Array.FindIndex(venues, venue => venue.Code.Replace('-', '_') == named[..end]);
        if (i < 0)
            return $"there is no venue {named[..end].Replace('_', '-')}; there are "
                + string.Join(", ", venues.Select(venue => venue.Code));
        return member switch
        {
            "SOCKET" => Change(VenueRules.FaultOfSocket(value), venue => venue with { Socket = new Uri(value) }),
            "REST" => Change(VenueRules.FaultOfRest(value), venue => venue with { Rest = new Uri(value) }),
            "ENABLED" => bool.TryParse(value, out var isEnabled)
                ? Change(null, venue => venue with { IsEnabled = isEnabled })
                : $"'{value}' is neither true nor false",
            "DEPTH" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var depth)
                && depth <= VenueRules.DepthMax
                    ? Change(null, venue => venue with { BookDepth = depth })
                    : $"'{value}' is not a whole number, 0 to {VenueRules.DepthMax}",
            _ => ChangeSymbols(),
        };

        string? Change(string? fault, Func<VenueOptions, VenueOptions> change)
        {
            if (fault is not null)
                return fault;
            venues[i] = change(venues[i]);
            return VenueRules.FaultOf(venues[i]);
        }

        string? ChangeSymbols()
        {
            var names = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return Change(FaultOfSymbols(names), venue => venue with { Symbols = [.. names.Select(Known)] });
        }

        // What the file says of a symbol goes on to apply.
        VenueSymbol Known(string symbol) =>
            venues[i].Symbols.FirstOrDefault(known => known.Symbol == symbol) ?? new VenueSymbol(symbol);
    }

    private static string? FaultOfSymbols(string[] names)
    {
        if (names.Length is 0 or > VenueRules.SymbolsMax)
            return $"there are to be 1 to {VenueRules.SymbolsMax} symbols, with commas between";
        if (names.Distinct().Count() < names.Length)
            return "a symbol is there twice";
        return names.Select(VenueRules.FaultOfSymbol).FirstOrDefault(fault => fault is not null);
    }
}
