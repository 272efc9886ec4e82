using System.Globalization;
using System.Text;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// Steps as text: "buy 15 @ 101 as 7 iceberg 5 owner 2 stp cancel-oldest", "sell 10 market fok", "cancel 7",
/// "replace 7 20 @ 102 post-only", "call", "indicative at 100", "uncross at 100", "reopen".
/// </summary>
internal static class StepText
{
    public static string Of(in Step step) => step.Kind switch
    {
        StepKind.Submit => Terms(step.Order),
        StepKind.Cancel => $"cancel {step.Order.Id}",
        StepKind.Replace => $"replace {step.Order.Id} {step.Order.Quantity} @ {step.Order.Price}{Conditions(step.Order)}",
        StepKind.Uncross or StepKind.Indicative => $"{Words.Of(step.Kind)} at {step.Order.Price}",
        _ => Words.Of(step.Kind),
    };

    /// <summary>Reads one step; a new order that names no id gets <paramref name="nextId"/>.</summary>
    public static Step Parse(string text, ulong nextId)
    {
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var verb = words.Dequeue();
        return verb switch
        {
            "cancel" => new(StepKind.Cancel, new NewOrder { Id = Id(words) }),
            "replace" => new(StepKind.Replace, Terms(words, new NewOrder { Id = Id(words), Quantity = Number(words) })),
            "call" => new(StepKind.Call, default),
            "uncross" => new(StepKind.Uncross, Terms(words, default)),
            "indicative" => new(StepKind.Indicative, Terms(words, default)),
            "reopen" => new(StepKind.Reopen, default),
            _ => new(StepKind.Submit, Terms(
                words, new NewOrder { Id = nextId, Side = Words.Parse<Side>(verb), Quantity = Number(words) })),
        };
    }

    private static string Terms(in NewOrder order)
    {
        var text = new StringBuilder($"{Words.Of(order.Side)} {order.Quantity}");
        text.Append(order.Type == OrderType.Market ? " market" : $" @ {order.Price}");
        text.Append(order.Type is OrderType.Limit or OrderType.Market ? "" : $" type {Words.Of(order.Type)}");
        text.Append($" as {order.Id}");
        text.Append(order.TimeInForce switch
        {
            TimeInForce.GoodTillCancel => "",
            TimeInForce.ImmediateOrCancel => " ioc",
            TimeInForce.FillOrKill => " fok",
            var other => $" tif {Words.Of(other)}",
        });
        text.Append(order.Display == 0 ? "" : $" iceberg {order.Display}");
        text.Append(order.Owner == 0 ? "" : $" owner {order.Owner}");
        return text.Append(Conditions(order)).ToString();
    }

    private static string Conditions(in NewOrder order) =>
        (order.SelfTradePrevention == SelfTradePrevention.None ? "" : $" stp {Words.Of(order.SelfTradePrevention)}")
        + (order.PostOnly ? " post-only" : "");

    private static NewOrder Terms(Queue<string> words, NewOrder order)
    {
        while (words.TryDequeue(out var word))
            order = word switch
            {
                "@" or "at" => order with { Price = Number(words) },
                "as" => order with { Id = Id(words) },
                "market" => order with { Type = OrderType.Market },
                "ioc" => order with { TimeInForce = TimeInForce.ImmediateOrCancel },
                "fok" => order with { TimeInForce = TimeInForce.FillOrKill },
                "post-only" => order with { PostOnly = true },
                "iceberg" => order with { Display = Number(words) },
                "owner" => order with { Owner = (int)Number(words) },
                "stp" => order with { SelfTradePrevention = Words.Parse<SelfTradePrevention>(words.Dequeue()) },
                "type" => order with { Type = Words.Parse<OrderType>(words.Dequeue()) },
                "tif" => order with { TimeInForce = Words.Parse<TimeInForce>(words.Dequeue()) },
                _ => throw new FormatException($"A story knows no \"{word}\"."),
            };
        return order;
    }

    private static ulong Id(Queue<string> words) => ulong.Parse(words.Dequeue(), CultureInfo.InvariantCulture);

    private static long Number(Queue<string> words) => long.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
}
