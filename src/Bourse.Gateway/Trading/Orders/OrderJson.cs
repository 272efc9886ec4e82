using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Market;

namespace Bourse.Gateway.Trading;

/// <summary>What became of orders, as JSON.</summary>
internal static class OrderJson
{
    // A millionth is the ten-thousandth part of a percent.
    private const long UnitsPerMillionth = Price.UnitsPerOne / 10_000;

    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode("expires_at");

    public static void Write(Utf8JsonWriter json, OrderReport order)
    {
        json.WriteStartObject();
        json.WriteNumber("order_id"u8, order.Id);
        json.WriteString("client_order_id"u8, order.ClientId.Length > 0 ? order.ClientId : null);
        json.WriteString("account"u8, order.Account);
        json.WriteString("status"u8, Word(order.Status));
        json.WriteString("reason"u8, ReasonOf(order));
        if (order.Status != OrderStatus.Refused)
            WriteTerms(json, order);
        json.WriteTime(Names.Time, order.Time);
        json.WriteNumber("blotter_sequence"u8, order.BlotterSequence);
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, OrderReport order)
    {
        json.WriteString(Names.Symbol, order.Symbol);
        json.WriteSide(order.Side);
        json.WriteString("type"u8, AnswerProblem.CodeOf($"{order.Kind}"));
        json.WriteString("time_in_force"u8, Word(order.Lifetime));
        if (order.ExpiresAt != 0)
            json.WriteTime(ExpiresAt, new Timestamp(order.ExpiresAt));
        json.WriteUnits("price", order.Price);
        if (order.StopPrice != 0)
            WriteStop(json, order);
        json.WriteUnits("quantity", order.Quantity);
        json.WriteUnits("filled_quantity", order.Filled);
        json.WriteUnits("value", order.Value);
        json.WriteUnits("fees", order.Fees);
    }

    private static void WriteStop(Utf8JsonWriter json, OrderReport order)
    {
        json.WriteUnits("stop_price", order.StopPrice);
        if (order.Trail != 0)
            json.WriteUnits("trail_price", order.Trail);
        if (order.TrailRate != 0)
            json.WriteUnits("trail_percent", order.TrailRate * UnitsPerMillionth);
        json.WriteBoolean("triggered"u8, order.IsTriggered);
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
        Lifetime.GoodTillDate => "gtd",
        Lifetime.Opening => "opg",
        Lifetime.Closing => "cls",
        _ => AnswerProblem.CodeOf(lifetime.ToString()),
    };
}
