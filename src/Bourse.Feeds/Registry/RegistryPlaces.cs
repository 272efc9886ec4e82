using System.Text.Json;

namespace Bourse.Feeds.Registry;

/// <summary>Where in a registry's bytes a venue's members are, so that they can be changed and nothing else.</summary>
internal sealed class RegistryPlaces
{
    /// <summary>The place behind the venue's opening brace.</summary>
    public int Inside { get; private set; }

    /// <summary>The value of 'enabled'; null where it is not said.</summary>
    public Range? Enabled { get; private set; }

    /// <summary>The place behind the opening bracket of 'symbols'.</summary>
    public int SymbolsInside { get; private set; }

    /// <summary>The closing bracket of 'symbols'.</summary>
    public int SymbolsEnd { get; private set; }

    /// <summary>Each symbol with its item's place, in the order of the file.</summary>
    public List<(string Symbol, int Start, int End)> Symbols { get; } = [];

    /// <summary>The places of a venue; null where it is not there. The file must be one without mistakes.</summary>
    public static RegistryPlaces? Find(ReadOnlySpan<byte> utf8, string code)
    {
        var json = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        });
        while (json.Read() && !(json.CurrentDepth == 1 && json.TokenType == JsonTokenType.StartObject))
        {
            // The object of 'venues' is the only one below the root.
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = json.ValueTextEquals(code);
            json.Read();
            if (isIt)
                return OfVenue(ref json);
            json.Skip();
        }

        return null;
    }

    private static RegistryPlaces OfVenue(ref Utf8JsonReader json)
    {
        var places = new RegistryPlaces { Inside = (int)json.BytesConsumed };
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "enabled")
                places.Enabled = (int)json.TokenStartIndex..(int)json.BytesConsumed;
            else if (name == "symbols")
                places.ReadSymbols(ref json);
            else
                json.Skip();
        }

        return places;
    }

    private void ReadSymbols(ref Utf8JsonReader json)
    {
        SymbolsInside = (int)json.BytesConsumed;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)json.TokenStartIndex;
            var symbol = json.TokenType == JsonTokenType.String ? json.GetString()! : SymbolOf(ref json);
            Symbols.Add((symbol, start, (int)json.BytesConsumed));
        }

        SymbolsEnd = (int)json.TokenStartIndex;
    }

    private static string SymbolOf(ref Utf8JsonReader json)
    {
        var symbol = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isSymbol = json.ValueTextEquals("symbol");
            json.Read();
            if (isSymbol)
                symbol = json.GetString()!;
        }

        return symbol;
    }
}
