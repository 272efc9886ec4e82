using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Finds instruments by symbol and name.</summary>
internal sealed class SearchEndpoint(SymbolDirectory directory)
{
    private const int TextLengthMax = 64;
    private const int LimitDefault = 50;
    private const int LimitMax = 1_000;

    private static readonly QueryParameter<string> Text =
        new("q", "A part of the symbol or the name, in any case; all instruments when left out.", "1 to 64 characters")
        {
            Schema = new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = TextLengthMax },
            TryRead = (ReadOnlySpan<char> text, out string value) =>
            {
                value = text.ToString();
                return value.Length is > 0 and <= TextLengthMax;
            },
        };

    private static readonly QueryParameter<int> Limit =
        Parameters.Count("limit", "The most instruments in the answer.", LimitDefault, LimitMax);

    public static readonly Operation Operation =
        new("searchInstruments", "/api/v1/stocks/search", "Instruments by symbol and name")
        {
            Description = """
                The symbol itself comes first, then symbols that begin with the text, then names with a word that does,
                then whatever holds it.
                """,
            Query = [Text, Limit],
            Answer = "SearchResult",
            Problems = [400, 429, 503],
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var text = query.Read(Text, "");
        var limit = query.Read(Limit, LimitDefault);
        if (query.Fault is { } fault)
            return fault.WriteAsync(context);
        IReadOnlyList<Instrument> found = text.Length == 0
            ? [.. directory.Store.Instruments.All.Take(limit)]
            : InstrumentSearch.Find(directory.Store.Instruments, text, limit);
        return SmallAnswer.WriteAsync(context, found, Write);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Instrument> found)
    {
        json.WriteStartObject();
        json.WriteStartArray(Names.Instruments);
        foreach (var instrument in found)
        {
            json.WriteStartObject();
            json.WriteString(Names.Symbol, instrument.Symbol);
            json.WriteString(Names.Exchange, instrument.Venue.Code);
            json.WriteString(Names.Name, instrument.Name);
            json.WriteString(Names.Currency, instrument.Currency);
            json.WriteString(Names.TimeZone, instrument.Venue.TimeZone);
            json.WritePrice(Names.TickSize, instrument.TickSize.Units == 0 ? null : instrument.TickSize);
            json.WritePrice(Names.LotSize, instrument.LotSize.Units == 0 ? null : new Price(instrument.LotSize.Units));
            json.WriteMarks(instrument);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
