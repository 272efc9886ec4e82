using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>Whether the terms of an order make sense by themselves, and in its instrument.</summary>
internal static class OrderTerms
{
    // Each slice is a trade of its own: nobody makes a taker go through a million of them.
    private const int SlicesMax = 1_000;

    // A stop at the whole price away would be none.
    private const int TrailRateEnd = 1_000_000;

    public static bool IsWellFormed(in PlaceOrder order) =>
        order.Side is Side.Buy or Side.Sell
        && order.Kind <= OrderKind.TrailingStop
        && order.Lifetime <= Lifetime.Closing
        && order.SelfTradePrevention <= SelfTradePrevention.Decrement
        && (order.Flags & ~(OrderFlags.PostOnly | OrderFlags.ReduceOnly)) == 0
        && (order.Zero0 | order.Zero1 | order.Zero2) == 0
        && order.Session >= 0
        && PaddedText.IsText(order.ClientId, ClientIds.BytesMax);

    /// <summary>Whether an order of that lifetime may be placed in a phase.</summary>
    public static RefusalReason OfPhase(in PlaceOrder order, Phase phase)
    {
        var isAllowed = phase switch
        {
            Phase.Continuous => order.Lifetime != Lifetime.Opening,
            Phase.Closed or Phase.Halted => false,
            _ => order.Lifetime is not (Lifetime.ImmediateOrCancel or Lifetime.FillOrKill)
                && (order.Flags & OrderFlags.PostOnly) == 0 && order.Notional == 0
                && (order.Lifetime != Lifetime.Opening || phase is Phase.PreOpen or Phase.OpeningAuction),
        };
        return isAllowed ? RefusalReason.None : RefusalReason.PhaseForbids;
    }

    public static RefusalReason Of(in PlaceOrder order, in InstrumentTerms terms, Timestamp now)
    {
        var isByNotional = order.Notional != 0;
        var isDated = order.Lifetime == Lifetime.GoodTillDate;
        var isLimited = order.Kind is OrderKind.Limit or OrderKind.StopLimit;
        var rests = order.Kind != OrderKind.Market
            && order.Lifetime is Lifetime.GoodTillCancel or Lifetime.Day or Lifetime.GoodTillDate;
        if (isDated ? order.Kind == OrderKind.Market : order.ExpiresAt != 0)
            return RefusalReason.TermsContradict;
        if (isDated && order.ExpiresAt <= now.Nanoseconds)
            return RefusalReason.TimePast;
        if (order.Kind == OrderKind.Market ? isByNotional == (order.Quantity != 0) : isByNotional)
            return RefusalReason.TermsContradict;
        if (!isLimited && order.Price != 0)
            return RefusalReason.TermsContradict;
        if (!(rests && order.Kind == OrderKind.Limit) && (order.Flags & OrderFlags.PostOnly) != 0)
            return RefusalReason.TermsContradict;
        if (OfStop(order, terms, rests) is var unfit and not RefusalReason.None)
            return unfit;
        if (isByNotional)
            return OfNotional(order);
        if (isLimited && OfPrice(order.Price, terms) is var fault and not RefusalReason.None)
            return fault;
        if (OfQuantity(order.Quantity, terms) is var reason and not RefusalReason.None)
            return reason;
        return order.Display == 0
            || (rests && isLimited && order.Display <= order.Quantity
                && IsDisplay(order.Display, order.Quantity, terms))
            ? RefusalReason.None
            : RefusalReason.DisplayOutOfRange;
    }

    /// <summary>Whether an order may show so much at a time; of more than its quantity it shows all.</summary>
    public static bool IsDisplay(long display, long quantity, in InstrumentTerms terms) =>
        display > 0 && display >= quantity / SlicesMax && display % terms.Lot == 0;

    public static RefusalReason OfPrice(long price, in InstrumentTerms terms) =>
        price is <= 0 or > Exact.FactorMax ? RefusalReason.PriceOutOfRange
        : price % terms.Tick != 0 ? RefusalReason.PriceOffTick
        : RefusalReason.None;

    public static RefusalReason OfQuantity(long quantity, in InstrumentTerms terms) =>
        quantity <= 0 || quantity > QuantityMax(terms) ? RefusalReason.QuantityOutOfRange
        : quantity % terms.Lot != 0 ? RefusalReason.QuantityOffLot
        : RefusalReason.None;

    public static long QuantityMax(in InstrumentTerms terms) =>
        terms.QuantityMax == 0 ? Exact.FactorMax : terms.QuantityMax;

    /// <summary>A stop's lifetime says how long it waits, so that it must be one that rests.</summary>
    private static RefusalReason OfStop(in PlaceOrder order, in InstrumentTerms terms, bool rests)
    {
        var isTrailing = order.Kind == OrderKind.TrailingStop;
        if (isTrailing ? order.Trail != 0 == (order.TrailRate != 0) : order.Trail != 0 || order.TrailRate != 0)
            return RefusalReason.TermsContradict;
        if (order.Kind is not (OrderKind.Stop or OrderKind.StopLimit) && order.StopPrice != 0)
            return RefusalReason.TermsContradict;
        if (order.Kind < OrderKind.Stop)
            return RefusalReason.None;
        return !rests ? RefusalReason.TermsContradict
            : !isTrailing ? OfPrice(order.StopPrice, terms)
            : order.Trail != 0 ? OfPrice(order.Trail, terms)
            : order.TrailRate is < 0 or >= TrailRateEnd ? RefusalReason.TermsOutOfRange
            : RefusalReason.None;
    }

    private static RefusalReason OfNotional(in PlaceOrder order) =>
        order.Notional < 0 ? RefusalReason.AmountOutOfRange
        : order.Notional > Exact.ValueMax ? RefusalReason.ValueTooLarge
        : order.Display != 0 ? RefusalReason.DisplayOutOfRange
        : order.Lifetime is Lifetime.FillOrKill or Lifetime.Opening or Lifetime.Closing ? RefusalReason.TermsContradict

        // What a decrement takes has no price, and so no part of a notional.
        : order.SelfTradePrevention == SelfTradePrevention.Decrement ? RefusalReason.TermsContradict
        : RefusalReason.None;
}
