using System.Text.Json;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>Books over a period, venue by venue.</summary>
internal static class DepthHistoryJson
{
    public static void Write(Utf8JsonWriter json, string symbol, IEnumerable<VenueDepth> depths)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, symbol);
        json.WriteStartArray(Names.Venues);
        foreach (var depth in depths)
            Write(json, depth);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in VenueDepth depth)
    {
        var instrument = depth.Ticks.Instrument;
        json.WriteStartObject();
        json.WriteString(Names.Exchange, instrument.Venue.Code);
        json.WriteString(Names.Currency, instrument.Currency);
        json.WriteMarks(instrument);
        json.WritePrice(Names.Step, depth.History is { } history ? new Price(history.Step) : null);
        json.WritePrice(Names.Low, depth.History is { } lowest ? new Price(lowest.Low) : null);
        json.WriteNumber(Names.Rows, depth.History?.Rows ?? 0);
        json.WriteStartArray(Names.Columns);
        for (var i = 0; i < depth.Times.Count; i++)
            Write(json, depth.Times[i], depth.History?.Columns[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Timestamp time, DepthColumn? column)
    {
        json.WriteStartObject();
        json.WriteTime(Names.Time, time);
        json.WritePrice(Names.Bid, BestOf(column?.Book.Bids));
        json.WritePrice(Names.Ask, BestOf(column?.Book.Asks));
        if (column is { Book.IsSuspect: true })
            json.WriteBoolean(Names.Suspect, true);
        Write(json, Names.Bids, column?.Bids ?? []);
        Write(json, Names.Asks, column?.Asks ?? []);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, IReadOnlyList<DepthCell> cells)
    {
        json.WriteStartArray(name);
        foreach (var cell in cells)
        {
            json.WriteStartArray();
            json.WriteNumberValue(cell.Row);
            json.WriteDigits((long)Int128.Min(cell.Size, long.MaxValue));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static Price? BestOf(IReadOnlyList<BookLevel>? side) => side is { Count: > 0 } ? side[0].Price : null;
}
