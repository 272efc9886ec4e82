using System.Text.Json;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Registry;

/// <summary>Reads a venue's symbols: each a text, or an object where more is to be said than its name.</summary>
internal static class SymbolReader
{
    /// <summary>Those that can be used; null where there is no list.</summary>
    public static IReadOnlyList<VenueSymbol>? Read(ref LinedJson json, string code)
    {
        if (!json.IsAt(JsonTokenType.StartArray, $"{code}: 'symbols'"))
            return null;
        var symbols = new List<VenueSymbol>();
        var names = new HashSet<string>();
        for (var count = 1; json.NextItem(); count++)
        {
            if (count == VenueRules.SymbolsMax + 1)
                json.Refuse($"{code}: there are more than {VenueRules.SymbolsMax} symbols");
            var line = json.Line;
            if (ReadOne(ref json, code) is not { } symbol)
                continue;
            if (!names.Add(symbol.Symbol) || (symbol.VenueName is { } name && !names.Add("name " + name)))
                json.Refuse($"{code}: symbol {symbol.Symbol}, or its name on the venue, is there twice", line);
            symbols.Add(symbol);
        }

        return symbols;
    }

    /// <summary>The symbol that begins here; null where it cannot be used, which is noted.</summary>
    public static VenueSymbol? ReadOne(ref LinedJson json, string code)
    {
        if (json.Token == JsonTokenType.StartObject)
            return ReadObject(ref json, code);
        if (json.Token == JsonTokenType.String)
            return ReadSymbol(ref json, code) is { } symbol ? new VenueSymbol(symbol) : null;
        json.Pass($"{code}: a symbol is a text in quotes or an object");
        return null;
    }

    private static VenueSymbol? ReadObject(ref LinedJson json, string code)
    {
        var line = json.Line;
        var symbol = new VenueSymbol("");
        var seen = new HashSet<string>();
        while (json.NextMember(seen, of: $"{code}: ") is { } member)
            symbol = ReadMember(ref json, code, member, symbol);
        if (!seen.Contains("symbol"))
            json.Refuse($"{code}: a symbol's 'symbol' is missing", line);
        return symbol.Symbol.Length > 0 ? symbol : null;
    }

    private static VenueSymbol ReadMember(ref LinedJson json, string code, string member, VenueSymbol symbol)
    {
        switch (member)
        {
            case "symbol":
                return symbol with { Symbol = ReadSymbol(ref json, code) ?? "" };
            case "name":
                return symbol with { VenueName = ReadVenueName(ref json, code) };
            case "tick":
                return symbol with { TickSize = new Price(ReadUnits(ref json, $"{code}: 'tick'")) };
            case "lot":
                return symbol with { LotSize = new Quantity(ReadUnits(ref json, $"{code}: 'lot'")) };
            default:
                json.Pass($"{code}: there is no member '{member}': a symbol has symbol, name, tick and lot");
                return symbol;
        }
    }

    private static string? ReadSymbol(ref LinedJson json, string code)
    {
        if (json.Text($"{code}: a symbol") is not { } text)
            return null;
        if (VenueRules.FaultOfSymbol(text) is not { } fault)
            return text;
        json.Refuse($"{code}: {fault}");
        return null;
    }

    private static string? ReadVenueName(ref LinedJson json, string code)
    {
        var name = json.Text($"{code}: 'name'");
        if (name is not null && VenueRules.FaultOfVenueName(name) is { } fault)
            json.Refuse($"{code}: {fault}");
        return name;
    }

    private static long ReadUnits(ref LinedJson json, string what)
    {
        if (json.Token is not (JsonTokenType.Number or JsonTokenType.String))
            json.Pass($"{what} is to be a number");
        else if (Price.TryParse(json.Written, out var number) is var fault and not NumberFault.None)
            json.Refuse($"{what} cannot be held: {Words(fault)}");
        else if (number.Units <= 0)
            json.Refuse($"{what} is to be more than 0");
        else
            return number.Units;
        return 0;
    }

    private static string Words(NumberFault fault) => fault switch
    {
        NumberFault.TooManyDecimals => "it has more than 8 decimals",
        NumberFault.TooLarge => "it is larger than 92,233,720,368",
        _ => "it is not a number in plain digits",
    };
}
