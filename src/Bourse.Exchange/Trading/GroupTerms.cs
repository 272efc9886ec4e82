using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>Whether the orders of a group make sense, each by itself and together.</summary>
internal static class GroupTerms
{
    public const int LegsMax = 3;

    public static int LegsOf(GroupKind kind) => kind == GroupKind.Bracket ? LegsMax : LegsMax - 1;

    /// <summary>What a leg, counted from 1, would be as an order alone.</summary>
    public static PlaceOrder Order(in PlaceGroup group, int leg)
    {
        ref readonly var own = ref Leg(group, leg);
        var isOnOtherSide = leg > 1 && group.Kind != GroupKind.OneCancelsOther;
        return new PlaceOrder
        {
            Account = group.Account,
            Instrument = group.Instrument,
            Side = !isOnOtherSide ? group.Side : group.Side == Side.Buy ? Side.Sell : Side.Buy,
            Kind = own.Kind,
            Lifetime = own.Lifetime,
            SelfTradePrevention = group.SelfTradePrevention,
            Flags = own.Flags,
            Price = own.Price,
            StopPrice = own.StopPrice,
            Quantity = group.Quantity,
            ExpiresAt = own.ExpiresAt,
            Session = group.Session,
        };
    }

    public static bool IsWellFormed(in PlaceGroup group)
    {
        if (group.Kind is GroupKind.None or > GroupKind.Bracket || group.Zero != 0
            || !PaddedText.IsText(group.ClientId, ClientIds.BytesMax))
            return false;
        for (var leg = 1; leg <= LegsMax; leg++)
        {
            ref readonly var own = ref Leg(group, leg);
            var isEmpty = own is { Kind: 0, Lifetime: 0, Flags: 0, Price: 0, StopPrice: 0, ExpiresAt: 0 };
            if (own.Zero0 != 0 || own.Zero1 != 0 || (leg > LegsOf(group.Kind) && !isEmpty)
                || !OrderTerms.IsWellFormed(Order(group, leg)))
                return false;
        }

        return true;
    }

    public static RefusalReason Of(in PlaceGroup group, Listing listing, Timestamp now)
    {
        if (!AreTogether(group))
            return RefusalReason.LegsContradict;
        for (var leg = 1; leg <= LegsOf(group.Kind); leg++)
        {
            var order = Order(group, leg);
            if (OrderTerms.Of(order, listing.Terms, now) is var fault and not RefusalReason.None)
                return fault;
            if (OrderTerms.OfPhase(order, listing.Phase) is var phase and not RefusalReason.None)
                return phase;
        }

        return RefusalReason.None;
    }

    /// <summary>Whether of a pair the limit is on the better side of the stop's price.</summary>
    public static bool AreApart(bool isBuy, long limit, long stop) => isBuy ? limit < stop : limit > stop;

    private static bool AreTogether(in PlaceGroup group)
    {
        var isPairAlone = group.Kind == GroupKind.OneCancelsOther;
        if ((group.Leg1.Flags & OrderFlags.ReduceOnly) != 0 || (group.Leg2.Flags | group.Leg3.Flags) != OrderFlags.None
            || group.Leg1.Lifetime > Lifetime.GoodTillDate || group.Leg1.Kind > OrderKind.StopLimit
            || !Rests(group.Leg2) || !Rests(group.Leg3) || (isPairAlone && !Rests(group.Leg1)))
            return false;
        var isPairBuying = group.Side == Side.Buy == isPairAlone;
        return group.Kind switch
        {
            GroupKind.OneCancelsOther => IsPair(isPairBuying, group.Leg1, group.Leg2),
            GroupKind.OneTriggersOther => group.Leg2.Kind is OrderKind.Limit or OrderKind.Stop or OrderKind.StopLimit,
            _ => IsPair(isPairBuying, group.Leg2, group.Leg3),
        };
    }

    private static bool Rests(in GroupLeg leg) =>
        leg.Lifetime is Lifetime.GoodTillCancel or Lifetime.Day or Lifetime.GoodTillDate;

    private static bool IsPair(bool isBuy, in GroupLeg limit, in GroupLeg stop) =>
        limit.Kind == OrderKind.Limit && stop.Kind is OrderKind.Stop or OrderKind.StopLimit
        && AreApart(isBuy, limit.Price, stop.StopPrice);

    private static ref readonly GroupLeg Leg(in PlaceGroup group, int leg)
    {
        if (leg == 1)
            return ref group.Leg1;
        return ref leg == 2 ? ref group.Leg2 : ref group.Leg3;
    }
}
