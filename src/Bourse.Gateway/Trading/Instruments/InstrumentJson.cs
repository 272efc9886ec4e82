using System.Text.Json;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>Instruments of the exchange and their terms, as JSON.</summary>
internal static class InstrumentJson
{
    public static void WriteList(Utf8JsonWriter json, (List<ListedInstrument> Found, KeyPage Page, int Limit) answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("instruments"u8);
        foreach (var instrument in answer.Found)
            Write(json, instrument);
        json.WriteEndArray();
        answer.Page.WriteNext(json, answer.Found.Count == answer.Limit ? answer.Found[^1].Number : null);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ListedInstrument instrument)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, instrument.Symbol);
        json.WriteNumber("number"u8, instrument.Number);
        json.WriteString("base"u8, instrument.BaseAsset);
        json.WriteString("quote"u8, instrument.QuoteAsset);
        json.WriteBoolean("paper"u8, instrument.Execution == Execution.Paper);
        json.WriteString("phase"u8, AnswerProblem.CodeOf($"{instrument.Phase}"));
        json.WriteBoolean("killed"u8, instrument.IsKilled);
        json.WriteUnits("last_price", instrument.LastPrice == 0 ? null : instrument.LastPrice);
        json.WriteNumber("trades"u8, instrument.Trades);
        json.WriteNumber("open_orders"u8, instrument.OpenOrders);
        json.WriteStartObject("terms"u8);
        WriteTerms(json, instrument.Terms);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, in InstrumentTerms terms)
    {
        json.WriteUnits("tick", terms.Tick);
        json.WriteUnits("lot", terms.Lot);
        json.WriteUnits("value_min", terms.ValueMin);
        json.WriteUnits("quantity_max", terms.QuantityMax);
        json.WriteNumber("maker_rate"u8, terms.MakerRate);
        json.WriteNumber("taker_rate"u8, terms.TakerRate);
        json.WriteNumber("protection"u8, terms.Protection);
        json.WriteNumber("band"u8, terms.Band);
        json.WriteNumber("quote_age_seconds"u8, terms.QuoteAgeMax / Timestamp.PerSecond);
        json.WriteNumber("trade_age_seconds"u8, terms.TradeAgeMax / Timestamp.PerSecond);
    }
}
