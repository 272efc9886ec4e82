using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>
/// The naive exchange and the real one, given the same steps. The real one is written into a snapshot after every so many
/// sequences and read again, and goes on as what was read; 0 never. Limits come to both with the command that founds them.
/// </summary>
internal sealed class ExchangeTwins(ExchangeOptions options, int reopenEvery)
{
    private readonly BlotterPage _page = new();

    public ExchangeOptions Options => options;

    public NaiveExchange Naive { get; } = new(new ExchangeOptions());

    public ExchangeState Real { get; private set; } = new(new ExchangeOptions { Book = options.Book with { OrdersMax = 1000 } });

    /// <summary>What the real one told of the last step, as it stands on a blotter.</summary>
    public BlotterPage Page => _page;

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
            if (reopenEvery > 0 && step.Header.Sequence % reopenEvery == 0)
                Reopen();
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

    private void Reopen()
    {
        var bytes = Snapshots.Of(Real);
        var read = ExchangeState.ReadSnapshot(new MemoryStream(bytes), new ExchangeOptions { Book = options.Book });
        read.Verify();
        if (read.StateHash() != Real.StateHash() || !Snapshots.Of(read).AsSpan().SequenceEqual(bytes))
            throw new InvalidOperationException("What was read from a snapshot is not what was written.");
        Real = read;
    }

    private static bool IsState(string line) =>
        line.StartsWith("position ", StringComparison.Ordinal) || line.Contains(" has ", StringComparison.Ordinal);
}
