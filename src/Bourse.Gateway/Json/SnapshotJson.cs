using System.Text.Json;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>The last values of one instrument, all as of one tape sequence.</summary>
internal static class SnapshotJson
{
    public static void Write(Utf8JsonWriter json, InstrumentTicks ticks)
    {
        var snapshot = ticks.Snapshot();
        var instrument = snapshot.Instrument;
        json.WriteStartObject();
        json.WriteString(Names.Exchange, instrument.Venue.Code);
        json.WriteString(Names.Name, instrument.Name);
        json.WriteString(Names.Currency, instrument.Currency);
        json.WriteMarks(instrument);
        json.WriteNumber(Names.Sequence, snapshot.Sequence);
        WriteTrade(json, snapshot);
        WriteQuote(json, snapshot);
        WriteToday(json, ticks, snapshot);
        json.WriteChange(snapshot.LastPricedTrade?.Price, snapshot.PreviousClose);
        json.WriteEndObject();
    }

    private static void WriteTrade(Utf8JsonWriter json, InstrumentSnapshot snapshot)
    {
        if (snapshot.LastTrade is not { } trade)
        {
            json.WriteNull(Names.LastTrade);
            return;
        }

        json.WritePropertyName(Names.LastTrade);
        TradeJson.Write(json, trade);
    }

    private static void WriteQuote(Utf8JsonWriter json, InstrumentSnapshot snapshot)
    {
        if (snapshot.LastQuote is not { } quote)
        {
            json.WriteNull(Names.Quote);
            return;
        }

        json.WritePropertyName(Names.Quote);
        QuoteJson.Write(json, quote);
    }

    private static void WriteToday(Utf8JsonWriter json, InstrumentTicks ticks, InstrumentSnapshot snapshot)
    {
        if (snapshot.Today is not { } today)
        {
            json.WriteNull(Names.Today);
            return;
        }

        json.WriteStartObject(Names.Today);
        json.WriteDay(ticks.Clock.DayOf(today.Start));
        json.WriteTime(Names.Time, today.Start);
        BarJson.WriteFields(json, today);
        json.WriteEndObject();
    }
}
