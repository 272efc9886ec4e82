using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Tests.Exchange;

/// <summary>What the legs of a group would be alone, and why they cannot be together.</summary>
internal static class NaiveGroupTerms
{
    public static GroupLeg[] Legs(PlaceGroup group) => group.Kind == GroupKind.Bracket
        ? [group.Leg1, group.Leg2, group.Leg3]
        : [group.Leg1, group.Leg2];

    public static List<PlaceOrder> Orders(PlaceGroup group)
    {
        var other = group.Side == Side.Buy ? Side.Sell : Side.Buy;
        return Legs(group).Select((leg, i) => new PlaceOrder
        {
            Account = group.Account,
            Instrument = group.Instrument,
            Side = i == 0 || group.Kind == GroupKind.OneCancelsOther ? group.Side : other,
            Kind = leg.Kind,
            Lifetime = leg.Lifetime,
            SelfTradePrevention = group.SelfTradePrevention,
            Flags = leg.Flags,
            Price = leg.Price,
            Quantity = group.Quantity,
            ExpiresAt = leg.ExpiresAt,
            Session = group.Session,
            StopPrice = leg.StopPrice,
        }).ToList();
    }

    public static bool IsWellFormed(PlaceGroup group)
    {
        if (group.Kind == GroupKind.None || !Enum.IsDefined(group.Kind) || group.Zero != 0 || group.Session < 0
            || group.Side is not (Side.Buy or Side.Sell) || !Enum.IsDefined(group.SelfTradePrevention)
            || !NaiveRefusal.IsText(group.ClientId, 36))
            return false;
        if (group.Kind != GroupKind.Bracket && !group.Leg3.Equals(default(GroupLeg)))
            return false;
        return Array.TrueForAll(Legs(group), leg => Enum.IsDefined(leg.Kind) && Enum.IsDefined(leg.Lifetime)
            && (byte)leg.Flags <= 3 && leg.Zero0 == 0 && leg.Zero1 == 0);
    }

    public static bool AreTogether(PlaceGroup group)
    {
        var legs = Legs(group);
        var parent = group.Kind == GroupKind.OneCancelsOther ? [] : legs[..1];
        var others = legs[parent.Length..];
        if (Array.Exists(legs[1..], leg => leg.Flags != 0) || legs[0].Flags.HasFlag(OrderFlags.ReduceOnly))
            return false;
        if (Array.Exists(others, leg => leg.Lifetime is not (Lifetime.GoodTillCancel or Lifetime.Day or Lifetime.GoodTillDate)))
            return false;
        if (Array.Exists(parent, leg => leg.Lifetime is Lifetime.Opening or Lifetime.Closing || leg.Kind == OrderKind.TrailingStop))
            return false;
        if (others is [var only])
            return only.Kind is OrderKind.Limit or OrderKind.Stop or OrderKind.StopLimit;
        var isBuy = group.Side == Side.Buy == (group.Kind == GroupKind.OneCancelsOther);
        return others is [{ Kind: OrderKind.Limit }, { Kind: OrderKind.Stop or OrderKind.StopLimit }]
            && AreApart(isBuy, others[0].Price, others[1].StopPrice);
    }

    public static bool AreApart(bool isBuy, System.Numerics.BigInteger limit, System.Numerics.BigInteger stop) =>
        isBuy ? limit < stop : limit > stop;
}
