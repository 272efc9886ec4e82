using Bourse.Exchange;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>
/// Lets a random flow run through an exchange. Before each order that comes, a copy of the exchange, to which time has
/// passed as it will for the order, is asked what would become of it; then the order comes.
/// </summary>
internal sealed class PreviewOracle(ExchangeProfile profile, int seed)
{
    private readonly ExchangeTwins _twins = new(profile.Options, reopenEvery: 0);

    /// <summary>Orders that were refused, that traded, that were left open, and that ended at once.</summary>
    public int Refused { get; private set; }
    public int Traded { get; private set; }
    public int Resting { get; private set; }
    public int Ended { get; private set; }

    /// <summary>What was foretold and did not come true; null when all did.</summary>
    public string? Difference(int commands)
    {
        ExchangeStory.Prepare(_twins, profile.Terms, profile.Money, profile.Goods, profile.References > 0);
        var flow = new ExchangeFlow(profile, seed, _twins.Naive);
        for (var i = 1; i <= commands; i++)
        {
            var step = flow.Next();
            var isOrder = step.Header is { Type: CommandType.PlaceOrder, Version: CommandHeader.LayoutVersion }
                && step.Payload.Length == System.Runtime.CompilerServices.Unsafe.SizeOf<PlaceOrder>();
            if ((isOrder ? Check(step) : _twins.Apply(step)) is { } difference)
                return $"Profile \"{profile}\", seed {seed}, command {i}, {step}:\n{difference}";
        }

        return null;
    }

    private string? Check(ExchangeStep step)
    {
        var (order, snapshot) = (step.As<PlaceOrder>(), Snapshots.Of(_twins.Real));
        var copy = Copy(snapshot, step);
        var (hash, now) = (copy.StateHash(), copy.Time);
        var preview = copy.Preview(order, now);
        copy.Verify();
        if (copy.StateHash() != hash)
            return "Asking has changed the state.";
        if (_twins.Apply(step) is { } difference)
            return difference;
        var told = $"Foretold: {preview}\nTold:\n  {string.Join("\n  ", _twins.Told)}";
        // Where stops are due still, every command triggers some: one more would change what the order meets.
        var isHeldTested = copy.Floor.Cascade.Due.First == 0;
        return (Compare(preview, step) ?? (isHeldTested ? CompareHold(preview, order, snapshot, step) : null)) is { } what ? $"{what}\n{told}" : null;
    }

    private string? Compare(OrderPreview preview, ExchangeStep step)
    {
        var (reason, isRepeated, ends, open, isDisturbed) = (RefusalReason.None, false, EndReason.None, 0L, false);
        var id = OrderIds.Of(step.Header.Sequence);
        var (levels, value, fee, quantity) = (new List<DepthLevel>(), 0L, 0L, 0L);
        foreach (var record in _twins.Page)
            switch (record.Type)
            {
                case EventType.Refused:
                    reason = record.As<Refused>().Reason;
                    break;
                case EventType.Repeated:
                    (isRepeated, reason) = (true, record.As<Repeated>().Reason);
                    break;
                case EventType.OrderAccepted when record.As<OrderAccepted>().OrderId == id:
                    open = record.As<OrderAccepted>().Quantity;
                    break;
                case EventType.OrderTriggered:
                    isDisturbed |= open != 0 || levels.Count > 0;
                    break;
                case EventType.OrderReduced when record.As<OrderReduced>().OrderId == id:
                    open = record.As<OrderReduced>().Open;
                    isDisturbed |= record.As<OrderReduced>().Why != EndReason.SelfTrade;
                    break;
                case EventType.OrderEnded when record.As<OrderEnded>().OrderId == id:
                    (ends, open) = (record.As<OrderEnded>().Why, 0);
                    break;
                case EventType.OrderFilled when record.As<OrderFilled>().OrderId == id:
                    ref readonly var fill = ref record.As<OrderFilled>();
                    if (fill.Role is not (FillRole.Taker or FillRole.PaperTaker))
                    {
                        isDisturbed = true;
                        break;
                    }

                    Add(levels, fill.Price, fill.Quantity);
                    (value, fee, quantity, open) = (value + fill.Value, fee + fill.Fee, quantity + fill.Quantity, fill.Open);
                    break;
            }

        Count(reason, quantity, open, ends);
        if (reason != preview.Reason || isRepeated != preview.IsRepeated)
            return $"Refused for {reason}, repeated {isRepeated}.";
        if (quantity != preview.Quantity || value != preview.Value || fee != preview.Fee
            || !levels.Take(OrderPreview.FillsMax).SequenceEqual(preview.Fills))
            return $"Traded {quantity} for {value} and {fee}: {string.Join(", ", levels)}.";

        // What others do because of it is not foretold.
        return isDisturbed || (ends == preview.Ends && open == preview.Rests) ? null : $"Left {open}, ended for {ends}.";
    }

    /// <summary>An account that has just what would be held may place the order; one that has less may not.</summary>
    private static string? CompareHold(OrderPreview preview, in PlaceOrder order, byte[] snapshot, ExchangeStep step)
    {
        if (preview.Held is not { } held)
            return null;
        if (preview.Reason == RefusalReason.InsufficientFunds)
            return held > preview.Available ? null : "There is enough of it.";
        if (held > preview.Available)
            return "There is not so much of it.";
        return Placed(order, snapshot, step, preview.Available - held) == RefusalReason.None
            && (held == 0 || Placed(order, snapshot, step, preview.Available - held + 1) == RefusalReason.InsufficientFunds)
            ? null
            : $"It is not {held} that is needed.";
    }

    private static RefusalReason Placed(in PlaceOrder order, byte[] snapshot, ExchangeStep step, long less)
    {
        var copy = Copy(snapshot, step, out var page);
        var (asset, last) = (AssetOf(copy, order), copy.LastSequence);
        if (less > 0)
            Apply(copy, ExchangeStep.Of(
                CommandType.Withdraw, new Transfer { Account = order.Account, Asset = asset, Amount = less }, ++last,
                copy.Time.Nanoseconds), page);
        page.Clear();
        Apply(copy, step with { Header = step.Header with { Sequence = ++last } }, page);
        foreach (var record in page)
            if (record.Type == EventType.Refused)
                return record.As<Refused>().Reason;
        return RefusalReason.None;
    }

    private static int AssetOf(ExchangeState state, in PlaceOrder order)
    {
        var listed = new ExchangeWalk(state).Instrument(order.Instrument);
        return state.FindAsset(order.Side == Side.Buy ? listed.QuoteAsset : listed.BaseAsset);
    }

    private static ExchangeState Copy(byte[] snapshot, ExchangeStep step) => Copy(snapshot, step, out _);

    /// <summary>As the exchange will be when the command comes: time has passed, and nothing else.</summary>
    private static ExchangeState Copy(byte[] snapshot, ExchangeStep step, out BlotterPage page)
    {
        page = new BlotterPage();
        var copy = ExchangeState.ReadSnapshot(new MemoryStream(snapshot), new ExchangeOptions
        {
            Book = new OrderBookOptions { WindowTicks = 64, WindowTicksMax = 512 },
        });
        Apply(copy, ExchangeStep.Of(CommandType.PassTime, default(PassTime), copy.LastSequence + 1, step.Header.Time.Nanoseconds), page);
        return copy;
    }

    private static void Apply(ExchangeState state, ExchangeStep step, BlotterPage page) =>
        state.Apply(step.Header, step.Payload, page);

    private static void Add(List<DepthLevel> levels, long price, long quantity)
    {
        if (levels.Count > 0 && levels[^1].Price == price)
            levels[^1] = new DepthLevel(price, levels[^1].Quantity + quantity, levels[^1].Orders + 1);
        else
            levels.Add(new DepthLevel(price, quantity, 1));
    }

    private void Count(RefusalReason reason, long quantity, long open, EndReason ends)
    {
        Refused += reason != RefusalReason.None ? 1 : 0;
        Traded += quantity > 0 ? 1 : 0;
        Resting += open > 0 ? 1 : 0;
        Ended += ends != EndReason.None ? 1 : 0;
    }
}
