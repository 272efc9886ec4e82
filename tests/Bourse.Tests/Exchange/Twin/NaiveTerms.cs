using Bourse.Exchange;
using Bourse.Matching;

namespace Bourse.Tests.Exchange;

/// <summary>Why an order's terms are refused, in the order in which reasons are given.</summary>
internal static class NaiveTerms
{
    public static RefusalReason OfPhase(in PlaceOrder order, Phase phase)
    {
        var isOpening = order.Lifetime == Lifetime.Opening;
        var isImmediate = order.Lifetime is Lifetime.ImmediateOrCancel or Lifetime.FillOrKill || order.Notional != 0;
        return phase is Phase.Closed or Phase.Halted ? RefusalReason.PhaseForbids
            : isOpening && phase is not (Phase.PreOpen or Phase.OpeningAuction) ? RefusalReason.PhaseForbids
            : phase != Phase.Continuous && (isImmediate || order.Flags.HasFlag(OrderFlags.PostOnly)) ? RefusalReason.PhaseForbids
            : RefusalReason.None;
    }

    public static RefusalReason Of(in PlaceOrder order, in InstrumentTerms terms, long now)
    {
        var isMarket = order.Kind == OrderKind.Market;
        var isTrailing = order.Kind == OrderKind.TrailingStop;
        var isStop = NaiveStops.IsStop(order.Kind);
        var hasLimit = order.Kind is OrderKind.Limit or OrderKind.StopLimit;
        var rests = !isMarket && order.Lifetime is Lifetime.GoodTillCancel or Lifetime.Day or Lifetime.GoodTillDate && !isMarket;
        var isDated = order.Lifetime == Lifetime.GoodTillDate;
        if ((isDated && isMarket) || (!isDated && order.ExpiresAt != 0))
            return RefusalReason.TermsContradict;
        if (isDated && order.ExpiresAt <= now)
            return RefusalReason.TimePast;
        if (isMarket ? (order.Quantity != 0) == (order.Notional != 0) : order.Notional != 0)
            return RefusalReason.TermsContradict;
        if (!hasLimit && order.Price != 0)
            return RefusalReason.TermsContradict;
        if (order.Flags.HasFlag(OrderFlags.PostOnly) && (!rests || isStop))
            return RefusalReason.TermsContradict;
        var trails = (order.Trail != 0 ? 1 : 0) + (order.TrailRate != 0 ? 1 : 0);
        if (trails != (isTrailing ? 1 : 0) || (order.StopPrice != 0 && (!isStop || isTrailing)) || (isStop && !rests))
            return RefusalReason.TermsContradict;
        if (order.TrailRate is < 0 or > 999_999)
            return RefusalReason.TermsOutOfRange;
        if (isStop && order.TrailRate == 0
            && OfPrice(isTrailing ? order.Trail : order.StopPrice, terms) is var stop and not RefusalReason.None)
            return stop;
        if (order.Notional != 0)
            return order.Notional < 0 ? RefusalReason.AmountOutOfRange
                : order.Notional > 1L << 60 ? RefusalReason.ValueTooLarge
                : order.Display != 0 ? RefusalReason.DisplayOutOfRange
                : order.Lifetime is Lifetime.FillOrKill or Lifetime.Opening or Lifetime.Closing
                    || order.SelfTradePrevention == SelfTradePrevention.Decrement
                    ? RefusalReason.TermsContradict
                : RefusalReason.None;
        var price = !hasLimit ? RefusalReason.None : OfPrice(order.Price, terms);
        if (price != RefusalReason.None)
            return price;
        if (OfQuantity(order.Quantity, terms) is var quantity and not RefusalReason.None)
            return quantity;
        var isDisplayed = rests && hasLimit && order.Display > 0 && order.Display <= order.Quantity
            && order.Display % terms.Lot == 0 && order.Display >= order.Quantity / 1_000;
        return order.Display == 0 || isDisplayed ? RefusalReason.None : RefusalReason.DisplayOutOfRange;
    }

    public static RefusalReason OfPrice(long price, in InstrumentTerms terms) =>
        price <= 0 || price > 1L << 60 ? RefusalReason.PriceOutOfRange
        : price % terms.Tick != 0 ? RefusalReason.PriceOffTick
        : RefusalReason.None;

    public static RefusalReason OfQuantity(long quantity, in InstrumentTerms terms) =>
        quantity <= 0 || quantity > QuantityMax(terms) ? RefusalReason.QuantityOutOfRange
        : quantity % terms.Lot != 0 ? RefusalReason.QuantityOffLot
        : RefusalReason.None;

    public static long QuantityMax(in InstrumentTerms terms) => terms.QuantityMax == 0 ? 1L << 60 : terms.QuantityMax;
}
