using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Tests.Matching;

/// <summary>Why an order or a replacement is refused for its own terms, in the order in which reasons are given.</summary>
internal static class NaiveChecks
{
    public static RejectReason OfTerms(in NewOrder order, BookPhase phase)
    {
        var neverRests = order.Type == OrderType.Market || order.TimeInForce != TimeInForce.GoodTillCancel;
        return order.Side is not (Side.Buy or Side.Sell) ? RejectReason.SideUnknown
            : order.Quantity <= 0 ? RejectReason.QuantityNotPositive
            : order.Owner < 0 ? RejectReason.OwnerNegative
            : order.Type == OrderType.Limit && IsOutOfRange(order.Price) ? RejectReason.PriceOutOfRange
            : !Enum.IsDefined(order.Type) || !Enum.IsDefined(order.TimeInForce) ? RejectReason.TermsContradict
            : !Enum.IsDefined(order.SelfTradePrevention) ? RejectReason.TermsContradict
            : order.PostOnly && neverRests ? RejectReason.TermsContradict
            : order.Display < 0 || order.Display > order.Quantity ? RejectReason.DisplayOutOfRange
            : order.Display > 0 && (neverRests || Slices(order.Quantity, order.Display) > 10_000) ? RejectReason.DisplayOutOfRange
            : phase == BookPhase.Call && order.TimeInForce != TimeInForce.GoodTillCancel ? RejectReason.NotInCall
            : phase == BookPhase.Call && order.PostOnly ? RejectReason.NotInCall
            : RejectReason.None;
    }

    public static RejectReason OfReplacement(in Replacement replacement, NaiveOrder? order, BookPhase phase) =>
        order == null ? RejectReason.UnknownOrder
        : replacement.Quantity <= 0 ? RejectReason.QuantityNotPositive
        : !order.IsMarket && IsOutOfRange(replacement.Price) ? RejectReason.PriceOutOfRange
        : !Enum.IsDefined(replacement.SelfTradePrevention) ? RejectReason.TermsContradict
        : order.Display > 0 && Slices(replacement.Quantity, order.Display) > 10_000 ? RejectReason.DisplayOutOfRange
        : replacement.PostOnly && phase == BookPhase.Call ? RejectReason.NotInCall
        : RejectReason.None;

    private static Int128 Slices(Int128 quantity, Int128 display) => (quantity + display - 1) / display;

    private static bool IsOutOfRange(long price) => price is < -OrderBook.PriceMax or > OrderBook.PriceMax;
}
