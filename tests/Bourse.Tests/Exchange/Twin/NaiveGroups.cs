using System.Numerics;
using Bourse.Exchange;

namespace Bourse.Tests.Exchange;

/// <summary>What orders of the <see cref="NaiveExchange"/> bring about for those that they came with.</summary>
internal sealed class NaiveGroups(NaiveExchange exchange, NaiveTrading trading)
{
    private readonly List<NaiveGroup> _due = [];

    /// <summary>All legs are in force before the first of them trades.</summary>
    public void Begin(NaiveGroup group, List<NaiveOrder> legs)
    {
        var isPairAlone = group.Kind == GroupKind.OneCancelsOther;
        group.Parent = isPairAlone ? null : legs[0];
        (group.Others[0], group.Others[1]) = isPairAlone ? (legs[0], legs[1]) : (legs[1], legs.ElementAtOrDefault(2));
        foreach (var order in legs)
        {
            if (order != legs[0] && !isPairAlone)
                order.Open = 0;
            order.IsParked = order != legs[0] || NaiveStops.IsStop(order.Terms.Kind);
            trading.Accept(order);
        }

        Cover(group);
        if (!legs[0].IsParked)
            trading.Submit(legs[0], exchange.Instruments[legs[0].Instrument]);
    }

    public void Touch(NaiveOrder order)
    {
        if (order.Group is { } group && !_due.Contains(group))
            _due.Add(group);
    }

    public void Fill(NaiveOrder order, BigInteger quantity)
    {
        if (order.Group is { } group && group.Parent == order)
            group.Owed += quantity;
        Touch(order);
    }

    public void Leave(NaiveOrder order)
    {
        if (order.Group is not { } group)
            return;
        if (group.Parent == order)
            group.Parent = null;
        else
        {
            group.Others[group.Others[0] == order ? 0 : 1] = null;
            group.HasFilled |= order.Open == 0;
        }

        Touch(order);
    }

    public static bool AwaitsMore(NaiveOrder order) =>
        order.Group is { HasTriggered: false } group && group.Kind != GroupKind.OneCancelsOther && order != group.Parent
        && (group.Parent != null || group.Owed > 0);

    public void Trigger(NaiveOrder order)
    {
        if (order.Group is not { } group || group.Parent == order)
            return;
        group.HasTriggered = true;
        if (group.Others[0] is { } other && other != order)
            trading.Cancel(other, EndReason.OtherDone);
        if (group.Parent is { } parent)
            trading.Cancel(parent, EndReason.OtherEnded);
    }

    /// <summary>Carries over what has happened, one group after the other.</summary>
    public bool Next()
    {
        if (_due.Count == 0)
            return false;
        var group = _due[0];
        _due.RemoveAt(0);
        if (group.IsPair && !group.HasTriggered)
            Level(group);
        if (group.Owed > 0)
            Grant(group);
        if (group is { Parent: null, Owed.IsZero: true } && group.Kind != GroupKind.OneCancelsOther)
            Settle(group);
        if (!group.Open.Any() && !_due.Contains(group))
            exchange.End(group.ClientId, RefusalReason.None);
        return true;
    }

    /// <summary>The stop of a pair holds the rest of what it would need alone.</summary>
    public static void Cover(NaiveGroup group)
    {
        if (group is { IsPair: true, HasTriggered: false } && group.Others[1] is { } stop)
            group.Beside = BigInteger.Max(0, stop.RequiredAlone() - (group.Others[0]?.RequiredAlone() ?? 0));
    }

    private void Level(NaiveGroup group)
    {
        if (group.Others is not [{ } limit, { } stop])
        {
            foreach (var left in group.Others.OfType<NaiveOrder>())
                trading.Cancel(left, group.HasFilled ? EndReason.OtherDone : EndReason.OtherEnded);
            return;
        }

        var open = BigInteger.Min(limit.Open, stop.Open);
        if (limit.Open > open)
            trading.Resize(limit, open, EndReason.OtherDone);
        var more = BigInteger.Max(0, RequiredWith(stop, open) - limit.RequiredAlone()) - group.Beside;
        if (more > trading.Available(stop))
            trading.Cancel(stop, EndReason.Unfunded);
        else if (stop.Open > open)
            trading.Resize(stop, open, EndReason.OtherDone);
        else
            Cover(group);
        if (stop.Open == 0)
            trading.Stops.Forget(stop);
    }

    private static BigInteger RequiredWith(NaiveOrder order, BigInteger open)
    {
        var before = order.Open;
        order.Open = open;
        var required = order.RequiredAlone();
        order.Open = before;
        return required;
    }

    private void Grant(NaiveGroup group)
    {
        var by = group.Owed;
        group.ToCome -= by;
        group.Owed = 0;
        if (group.Others[0] is not { } first)
            return;
        if (!CanHold(group, first, by))
        {
            trading.Cancel(first, EndReason.Unfunded);
            return;
        }

        var isNew = first.Open == 0;
        trading.Resize(first, first.Open + by, EndReason.None);
        var stop = group.Others[0] == null ? null : group.Others[1];
        if (stop != null)
            trading.Resize(stop, stop.Open + by, EndReason.None);
        if (!isNew || group.Others[0] == null)
            return;
        if (stop != null)
            trading.Stops.Arm(stop);
        if (NaiveStops.IsStop(first.Terms.Kind))
            trading.Stops.Arm(first);
        else
            trading.Enter(first);
    }

    private bool CanHold(NaiveGroup group, NaiveOrder first, BigInteger by)
    {
        var held = first.Required() + (group.Others[1]?.Required() ?? 0);
        var needed = group.Others.OfType<NaiveOrder>().Max(order => RequiredWith(order, order.Open + by));
        return needed - held <= trading.Available(first);
    }

    private void Settle(NaiveGroup group)
    {
        var toCome = group.ToCome;
        group.ToCome = 0;
        for (var i = 0; i < 2; i++)
            if (group.Others[i] is { Open.IsZero: true } idle)
                trading.Cancel(idle, EndReason.OtherEnded);
            else if (group.Others[i] is { } order && toCome > 0)
            {
                order.Quantity -= toCome;
                exchange.Told.Add(Lines.Reduced(
                    order.Id, order.Instrument, (long)toCome, (long)order.Open, EndReason.OtherEnded));
            }
    }
}
