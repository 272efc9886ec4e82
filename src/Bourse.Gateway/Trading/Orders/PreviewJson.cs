using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Bourse.Gateway.WebSocket;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>What would become of an order, as JSON.</summary>
internal static class PreviewJson
{
    public static void Write(Utf8JsonWriter json, (PreviewAnswer Preview, Problem? Refusal) answer)
    {
        var (order, refusal) = (answer.Preview.Order, answer.Refusal);
        json.WriteStartObject();
        json.WriteBoolean("accepted"u8, refusal is null);
        json.WriteBoolean("repeated"u8, order.IsRepeated);
        WriteRefusal(json, refusal);
        WriteAmount(json, "hold", order.HeldAsset, order.Held);
        WriteAmount(json, "available", order.HeldAsset, order.HeldAsset.Length == 0 ? null : order.Available);
        json.WriteStartArray("fills"u8);
        foreach (var level in order.Fills)
        {
            json.WriteStartObject();
            json.WriteUnits("price", level.Price);
            json.WriteUnits("quantity", level.Quantity);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteUnits("quantity", order.Quantity);
        json.WriteUnits("average_price", AverageOf(order));
        json.WriteUnits("value", order.Value);
        WriteAmount(json, "fee", order.FeeAsset, order.FeeAsset.Length == 0 ? null : order.Fee);
        json.WriteUnits("rests", order.Rests);
        json.WriteString("ends"u8, order.Ends == EndReason.None ? null : OrderWords.Of(order.Ends));
        json.WriteTime(Names.Time, answer.Preview.Time);
        json.WriteNumber("sequence"u8, answer.Preview.Sequence);
        json.WriteNumber("blotter_sequence"u8, answer.Preview.BlotterSequence);
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, Problem? refusal)
    {
        if (refusal is null)
        {
            json.WriteNull("refusal"u8);
            return;
        }

        json.WriteStartObject("refusal"u8);
        json.WriteString("code"u8, refusal.Code);
        json.WriteString("detail"u8, refusal.Detail);
        json.WriteNumber("status"u8, refusal.Status);
        json.WriteEndObject();
    }

    private static void WriteAmount(Utf8JsonWriter json, string name, string asset, long? amount)
    {
        if (amount is not { } units)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("asset"u8, asset);
        json.WriteUnits("amount", units);
        json.WriteEndObject();
    }

    // Rounded to the nearest 10⁻⁸.
    private static Int128? AverageOf(OrderPreview order) => order.Quantity == 0
        ? null
        : ((Int128)order.Value * Price.UnitsPerOne + order.Quantity / 2) / order.Quantity;
}
