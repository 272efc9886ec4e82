using System.Text.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>Books of one symbol, one a venue.</summary>
internal static class BookJson
{
    public static void Write(Utf8JsonWriter json, string symbol, IEnumerable<BookView> books)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, symbol);
        json.WriteStartArray(Names.Venues);
        foreach (var book in books)
            Write(json, book);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BookView book)
    {
        json.WriteStartObject();
        json.WriteString(Names.Exchange, book.Instrument.Venue.Code);
        json.WriteTime(Names.Time, book.Time);
        json.WriteNumber(Names.Sequence, book.Sequence);
        json.WriteMarks(book.Instrument);
        if (book.IsSuspect)
            json.WriteBoolean(Names.Suspect, true);
        WriteSide(json, Names.Bids, book.Bids);
        WriteSide(json, Names.Asks, book.Asks);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, JsonEncodedText name, IReadOnlyList<BookLevel> levels)
    {
        json.WriteStartArray(name);
        foreach (var level in levels)
        {
            json.WriteStartArray();
            json.WriteDigits(level.Price.Units);
            json.WriteDigits(level.Quantity.Units);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
