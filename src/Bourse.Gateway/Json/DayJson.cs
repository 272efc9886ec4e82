using System.Text.Json;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.Json;

/// <summary>One of the venue's days with all that is known of it.</summary>
internal static class DayJson
{
    public static void Write(Utf8JsonWriter json, Instrument instrument, DayStatistics day, Price? previousClose)
    {
        json.WriteStartObject();
        json.WriteDay(day.Date);
        json.WriteTime(Names.Time, day.Bar.Start);
        BarJson.WriteFields(json, day.Bar);
        json.WriteChange(day.Bar.Close, previousClose);
        json.WriteNotional(Names.Turnover, day.Notional);
        json.WriteQuantity(Names.AverageTradeSize, day.AverageTradeSize);
        json.WriteQuantity(Names.LargestTrade, day.LargestTrade);
        json.WriteTime(Names.FirstTrade, day.FirstTrade);
        json.WriteTime(Names.LastTrade, day.LastTrade);
        json.WriteNumber(Names.Quotes, day.Quotes);
        json.WritePrice(Names.AverageSpread, day.AverageSpread);
        json.WritePrice(Names.LeastSpread, day.LeastSpread);
        json.WriteBoolean(Names.Complete, day.IsComplete);
        json.WriteString(Names.Exchange, instrument.Venue.Code);
        json.WriteMarks(instrument);
        json.WriteEndObject();
    }
}
