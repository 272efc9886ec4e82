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
    // A millionth is the ten-thousandth part of a percent.
    private const long UnitsPerMillionth = Price.UnitsPerOne / 10_000;

    private static readonly JsonEncodedText Sequence = JsonEncodedText.Encode("sequence");
    private static readonly JsonEncodedText BlotterSequence = JsonEncodedText.Encode("blotter_sequence");
    private static readonly JsonEncodedText OrderId = JsonEncodedText.Encode("order_id");

    public static void WritePlaced(Utf8JsonWriter json, Answer answer)
    {
        json.WriteStartObject();
        json.WriteNumber(OrderId, answer.Number);
        WriteAnswer(json, answer);
    }

    /// <summary>Orders that came together: the first of them, and all.</summary>
    public static void WritePlaced(Utf8JsonWriter json, Answer answer, GroupKind kind)
    {
        json.WriteStartObject();
        json.WriteNumber(OrderId, answer.Number);
        json.WriteStartArray("legs"u8);
        for (var leg = 0; leg < (kind == GroupKind.Bracket ? 3 : 2); leg++)
            json.WriteNumberValue(answer.Number + leg);
        json.WriteEndArray();
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

    public static void WriteOrder(Utf8JsonWriter json, OrderReport order)
    {
        json.WriteStartObject();
        json.WriteNumber(OrderId, order.Id);
        json.WriteString("client_order_id"u8, order.ClientId.Length > 0 ? order.ClientId : null);
        json.WriteString("account"u8, order.Account);
        json.WriteString("status"u8, Word(order.Status));
        json.WriteString("reason"u8, ReasonOf(order));
        if (order.Status != OrderStatus.Refused)
            WriteTerms(json, order);
        json.WriteTime(Names.Time, order.Time);
        json.WriteNumber(BlotterSequence, order.BlotterSequence);
        json.WriteEndObject();
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

    private static void WriteAnswer(Utf8JsonWriter json, in Answer answer)
    {
        json.WriteBoolean("repeated"u8, answer.Outcome == Outcome.Repeated);
        json.WriteNumber(Sequence, answer.Sequence);
        json.WriteNumber(BlotterSequence, answer.BlotterSequence);
        json.WriteTime(Names.Time, answer.Time);
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, OrderReport order)
    {
        json.WriteString(Names.Symbol, order.Symbol);
        json.WriteSide(order.Side);
        json.WriteString("type"u8, AnswerProblem.CodeOf($"{order.Kind}"));
        json.WriteString("time_in_force"u8, Word(order.Lifetime));
        WriteUnits(json, "price", order.Price);
        if (order.StopPrice != 0)
            WriteStop(json, order);
        WriteUnits(json, "quantity", order.Quantity);
        WriteUnits(json, "filled_quantity", order.Filled);
        WriteUnits(json, "value", order.Value);
        WriteUnits(json, "fees", order.Fees);
    }

    private static void WriteStop(Utf8JsonWriter json, OrderReport order)
    {
        WriteUnits(json, "stop_price", order.StopPrice);
        if (order.Trail != 0)
            WriteUnits(json, "trail_price", order.Trail);
        if (order.TrailRate != 0)
            WriteUnits(json, "trail_percent", order.TrailRate * UnitsPerMillionth);
        json.WriteBoolean("triggered"u8, order.IsTriggered);
    }

    private static void WriteHolding(Utf8JsonWriter json, string asset, Holding holding)
    {
        json.WriteStartObject();
        json.WriteString("asset"u8, asset);
        WriteUnits(json, "total", holding.Total);
        WriteUnits(json, "held", holding.Held);
        WriteUnits(json, "available", holding.Available);
        json.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter json, in HeldPosition position)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, position.Symbol);
        WriteUnits(json, "quantity", position.Quantity);
        WriteUnits(json, "cost", position.Cost);
        WriteUnits(json, "average_cost", position.AverageCost);
        WriteUnits(json, "mark_price", position.Mark == 0 ? null : position.Mark);
        WriteUnits(json, "value", position.Value);
        WriteUnits(json, "unrealised", position.Unrealised);
        WriteUnits(json, "realised", position.Realised);
        WriteUnits(json, "fees", position.Fees);
        json.WriteEndObject();
    }

    private static void WriteTotal(Utf8JsonWriter json, PositionTotal total)
    {
        json.WriteStartObject();
        json.WriteString("asset"u8, total.Asset);
        WriteUnits(json, "cost", total.Cost);
        WriteUnits(json, "value", total.Value);
        WriteUnits(json, "unrealised", total.Unrealised);
        WriteUnits(json, "realised", total.Realised);
        WriteUnits(json, "fees", total.Fees);
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
    private static void WriteUnits(Utf8JsonWriter json, string name, Int128? amount)
    {
        json.WritePropertyName(name);
        if (amount is not { } units)
            json.WriteNullValue();
        else if (units >= long.MinValue && units <= long.MaxValue)
            json.WriteDigits((long)units);
        else
            json.WriteRawValue($"{units / Price.UnitsPerOne}.{Int128.Abs(units % Price.UnitsPerOne):D8}");
    }

    private static string? ReasonOf(OrderReport order) => order.Status switch
    {
        OrderStatus.Refused => AnswerProblem.CodeOf(order.Reason),
        OrderStatus.Ended => AnswerProblem.CodeOf(order.Why.ToString()),
        _ => null,
    };

    private static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Refused => "refused",
        OrderStatus.Open => "open",
        OrderStatus.Filled => "filled",
        _ => "ended",
    };

    private static string Word(Lifetime lifetime) => lifetime switch
    {
        Lifetime.GoodTillCancel => "gtc",
        Lifetime.ImmediateOrCancel => "ioc",
        Lifetime.FillOrKill => "fok",
        Lifetime.Opening => "opg",
        Lifetime.Closing => "cls",
        _ => AnswerProblem.CodeOf(lifetime.ToString()),
    };
}
