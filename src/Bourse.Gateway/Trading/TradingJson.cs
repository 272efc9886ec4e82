using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Gateway.Trading;

/// <summary>What the exchange answers, as JSON.</summary>
internal static class TradingJson
{
    private static readonly JsonEncodedText Sequence = JsonEncodedText.Encode("sequence");
    private static readonly JsonEncodedText BlotterSequence = JsonEncodedText.Encode("blotter_sequence");
    private static readonly JsonEncodedText OrderId = JsonEncodedText.Encode("order_id");

    /// <summary>An order, and where it came with others the ids of all.</summary>
    public static void WritePlaced(Utf8JsonWriter json, Answer answer, GroupKind kind)
    {
        json.WriteStartObject();
        json.WriteNumber(OrderId, answer.Number);
        if (kind != GroupKind.None)
            WriteLegs(json, answer.Number, kind);
        WriteAnswer(json, answer);
    }

    /// <summary>What a command made is shown by its number.</summary>
    public static void WriteMade(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        if (answer.Number > 0)
            json.WriteNumber("number"u8, answer.Number);
        WriteAnswer(json, answer);
    }

    /// <summary>What a command ended is shown by how many orders it were.</summary>
    public static void WriteEnded(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber("orders"u8, answer.Count);
        WriteAnswer(json, answer);
    }

    public static void WritePortfolio(Utf8JsonWriter json, Portfolio portfolio)
    {
        json.WriteStartObject();
        json.WriteString("account"u8, portfolio.Name);
        json.WriteNumber("account_number"u8, portfolio.Account);
        json.WriteStartArray("holdings"u8);
        foreach (var (asset, holding) in portfolio.Holdings)
            WriteHolding(json, asset, holding);
        json.WriteEndArray();
        json.WriteStartArray("positions"u8);
        foreach (var position in portfolio.Positions)
            WritePosition(json, position);
        json.WriteEndArray();
        json.WriteStartArray("totals"u8);
        foreach (var total in portfolio.Totals)
            WriteTotal(json, total);
        json.WriteEndArray();
        json.WriteTime(Names.Time, portfolio.Time);
        json.WriteNumber(Sequence, portfolio.Sequence);
        json.WriteNumber(BlotterSequence, portfolio.BlotterSequence);
        json.WriteEndObject();
    }

    public static void WriteDepth(Utf8JsonWriter json, Depth depth)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, depth.Symbol);
        WriteSide(json, "bids", depth.Bids);
        WriteSide(json, "asks", depth.Asks);
        json.WriteTime(Names.Time, depth.Time);
        json.WriteNumber(Sequence, depth.Sequence);
        json.WriteEndObject();
    }

    private static void WriteLegs(Utf8JsonWriter json, long first, GroupKind kind)
    {
        json.WriteStartArray("legs"u8);
        for (var leg = 0; leg < (kind == GroupKind.Bracket ? 3 : 2); leg++)
            json.WriteNumberValue(first + leg);
        json.WriteEndArray();
    }

    private static void WriteAnswer(Utf8JsonWriter json, in Answer answer)
    {
        json.WriteBoolean("repeated"u8, answer.Outcome == Outcome.Repeated);
        json.WriteNumber(Sequence, answer.Sequence);
        json.WriteNumber(BlotterSequence, answer.BlotterSequence);
        json.WriteTime(Names.Time, answer.Time);
        json.WriteEndObject();
    }

    private static void WriteHolding(Utf8JsonWriter json, string asset, Holding holding)
    {
        json.WriteStartObject();
        json.WriteString("asset"u8, asset);
        json.WriteUnits("total", holding.Total);
        json.WriteUnits("held", holding.Held);
        json.WriteUnits("available", holding.Available);
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, in HeldPosition position)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, position.Symbol);
        json.WriteUnits("quantity", position.Quantity);
        json.WriteUnits("cost", position.Cost);
        json.WriteUnits("average_cost", position.AverageCost);
        json.WriteUnits("mark_price", position.Mark == 0 ? null : position.Mark);
        json.WriteUnits("value", position.Value);
        json.WriteUnits("unrealised", position.Unrealised);
        json.WriteUnits("realised", position.Realised);
        json.WriteUnits("fees", position.Fees);
        json.WriteEndObject();
    }

    private static void WriteTotal(Utf8JsonWriter json, PositionTotal total)
    {
        json.WriteStartObject();
        json.WriteString("asset"u8, total.Asset);
        json.WriteUnits("cost", total.Cost);
        json.WriteUnits("value", total.Value);
        json.WriteUnits("unrealised", total.Unrealised);
        json.WriteUnits("realised", total.Realised);
        json.WriteUnits("fees", total.Fees);
        json.WriteEndObject();
    }

    private static void WriteSide(Utf8JsonWriter json, string name, IReadOnlyList<DepthLevel> levels)
    {
        json.WriteStartArray(name);
        foreach (var level in levels)
        {
            json.WriteStartArray();
            json.WriteDigits(level.Price);
            json.WriteDigits(level.Quantity);
            json.WriteNumberValue(level.Orders);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    // Sums of values may pass 64 bits.
    public static void WriteUnits(this Utf8JsonWriter json, string name, Int128? amount)
    {
        json.WritePropertyName(name);
        if (amount is not { } units)
            json.WriteNullValue();
        else if (units >= long.MinValue && units <= long.MaxValue)
            json.WriteDigits((long)units);
        else
            json.WriteRawValue($"{units / Price.UnitsPerOne}.{Int128.Abs(units % Price.UnitsPerOne):D8}");
    }
}
