using System.Text;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>
/// Leaves away whatever a failing list of steps can do without, larger parts first, then terms of what is left; and
/// writes what remains as a story.
/// </summary>
internal sealed class Shrinking(OrderBookOptions options)
{
    public static string StoryOf(List<Step> failing, OrderBookOptions options)
    {
        var steps = new Shrinking(options).Shrink(failing);
        var text = new StringBuilder();
        text.AppendLine($"with orders-max {options.OrdersMax} window {options.WindowTicks} window-max {options.WindowTicksMax}");
        var naive = new NaiveBook(options.OrdersMax);
        foreach (var step in steps)
        {
            text.AppendLine($"{step}");
            naive.Sink.Clear();
            step.Apply(naive);
            foreach (var told in naive.Sink.Events)
                if (told.Kind != EventKind.Accepted)
                    text.AppendLine($"= {told}");
        }

        return text.ToString();
    }

    private List<Step> Shrink(List<Step> steps)
    {
        steps = UpToFailure(steps) ?? steps;
        int before;
        do
        {
            before = steps.Count;
            for (var size = Math.Max(1, steps.Count / 2); size > 0; size /= 2)
                for (var from = 0; from < steps.Count;)
                    if (UpToFailure([.. steps.Take(from), .. steps.Skip(from + size)]) is { } shorter)
                        steps = shorter;
                    else
                        from += size;
        }
        while (steps.Count < before);

        for (var i = 0; i < steps.Count; i++)
            foreach (var simpler in Simpler(steps[i]))
                if (UpToFailure([.. steps.Take(i), steps[i] with { Order = simpler(steps[i].Order) }, .. steps.Skip(i + 1)])
                    is { } simplified && simplified.Count == steps.Count)
                    steps = simplified;
        return steps;
    }

    private static IEnumerable<Func<NewOrder, NewOrder>> Simpler(Step step) =>
    [
        order => order with { SelfTradePrevention = SelfTradePrevention.None, Owner = 0 },
        order => order with { SelfTradePrevention = SelfTradePrevention.None },
        order => order with { PostOnly = false },
        order => order with { Display = 0 },
        order => order with { TimeInForce = TimeInForce.GoodTillCancel },
        order => order with { Quantity = step.Kind is StepKind.Submit or StepKind.Replace ? 1 : 0 },
        order => order with { Quantity = Math.Min(order.Quantity, 10) },
    ];

    /// <summary>The steps as far as the first after which the books differ; null when they never do.</summary>
    private List<Step>? UpToFailure(List<Step> steps)
    {
        var twins = new Twins(options);
        for (var i = 0; i < steps.Count; i++)
            if ((twins.Apply(steps[i]) ?? twins.StateDifference()) != null)
                return steps[..(i + 1)];
        return null;
    }
}
