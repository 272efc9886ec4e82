using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>The naive exchange and the real one, given the same steps.</summary>
internal sealed class ExchangeTwins(ExchangeOptions options)
{
    private readonly BlotterPage _page = new();

    public NaiveExchange Naive { get; } = new(options);

    public ExchangeState Real { get; } = new(options);

    /// <summary>What the real one told of the last step.</summary>
    public IReadOnlyList<string> Told { get; private set; } = [];

    /// <summary>
    /// How the two differ after a step in their events, or null. A throw of the real one, or something that does not hold
    /// in it, is a difference too. Balances and positions come last, and their order is of no consequence.
    /// </summary>
    public string? Apply(ExchangeStep step)
    {
        Naive.Apply(step);
        _page.Clear();
        try
        {
            Real.Apply(step.Header, step.Payload, _page);
            Told = BlotterText.Of(_page);
            Real.Verify();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return $"the exchange throws: {failure}";
        }

        var states = Told.Where(IsState).Order(StringComparer.Ordinal);
        var wanted = Naive.Told.Where(IsState).Order(StringComparer.Ordinal);
        return Told.Where(line => !IsState(line)).SequenceEqual(Naive.Told.Where(line => !IsState(line)))
            && states.SequenceEqual(wanted)
            ? null
            : $"the events differ.\nnaive:\n  {string.Join("\n  ", Naive.Told)}\nreal:\n  {string.Join("\n  ", Told)}";
    }

    /// <summary>How the two differ in what they hold, or null.</summary>
    public string? StateDifference()
    {
        for (var account = 1; account < Naive.Accounts.Count; account++)
            for (var asset = 1; asset < Naive.Assets.Count; asset++)
                if (Real.HoldingOf(account, asset) is var real
                    && (real.Total != Naive.Total(account, asset) || real.Held != Naive.Held(account, asset)))
                    return $"{Lines.Account(account)} has {real} of {Lines.Asset(asset)}, not {Naive.Total(account, asset)}"
                        + $" and {Naive.Held(account, asset)} held";
        foreach (var order in Naive.Orders)
            if (!Real.TryFindOrder(order.Id, out var open) || open.Open != order.Open || open.Price != order.Price
                || open.Held != order.Required() || open.Fees != order.Charged)
                return $"order {Lines.Id(order.Id)} is {open}";
        return Real.OpenOrders == Naive.Orders.Count ? null : $"{Real.OpenOrders} orders are open, not {Naive.Orders.Count}";
    }

    private static bool IsState(string line) =>
        line.StartsWith("position ", StringComparison.Ordinal) || line.Contains(" has ", StringComparison.Ordinal);
}
