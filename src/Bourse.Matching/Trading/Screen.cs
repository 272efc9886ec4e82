using System.Runtime.CompilerServices;

namespace Bourse.Matching;

/// <summary>Says why a command cannot be carried out, before anything changes; the first reason in the order below.</summary>
internal readonly struct Screen(RestingOrders orders)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RejectReason Of(in NewOrder order, BookPhase phase, out IndexPlace place)
    {
        place = default;
        if ((uint)MirroredPrice.Index(order.Side) > 1)
            return RejectReason.SideUnknown;
        if (order.Quantity <= 0)
            return RejectReason.QuantityNotPositive;
        if (order.Owner < 0)
            return RejectReason.OwnerNegative;
        if (order.Type == OrderType.Limit && MirroredPrice.IsOutOfRange(order.Price))
            return RejectReason.PriceOutOfRange;
        var isPlain = order is { Type: OrderType.Limit, PostOnly: false, Display: 0 }
            && order.TimeInForce <= TimeInForce.ImmediateOrCancel && phase == BookPhase.Continuous
            && order.SelfTradePrevention == SelfTradePrevention.None;
        if (!isPlain && OfTerms(order, phase) is var fault and not RejectReason.None)
            return fault;
        if (orders.Find(order.Id, out place) != 0)
            return RejectReason.DuplicateOrderId;
        if (CanRest(order, phase) && (orders.Count >= orders.OrdersMax || orders.IsIndexFull(order.Id, place)))
            return RejectReason.BookFull;
        return order.PostOnly && WouldTake(MirroredPrice.Index(order.Side), order.Price)
            ? RejectReason.WouldTake
            : RejectReason.None;
    }

    /// <summary>The same for new terms of a resting order.</summary>
    public RejectReason Of(
        in Replacement replacement, in OrderNode order, in LevelNode level, BookPhase phase)
    {
        var isMarket = level.Key == MirroredPrice.Market;
        if (replacement.Quantity <= 0)
            return RejectReason.QuantityNotPositive;
        if (!isMarket && MirroredPrice.IsOutOfRange(replacement.Price))
            return RejectReason.PriceOutOfRange;
        if (replacement.SelfTradePrevention > SelfTradePrevention.Decrement)
            return RejectReason.TermsContradict;
        if (HasTooManySlices(replacement.Quantity, order.Display))
            return RejectReason.DisplayOutOfRange;
        if (replacement.PostOnly && phase == BookPhase.Call)
            return RejectReason.NotInCall;
        return replacement.PostOnly && !KeepsPlace(replacement, order, level) && WouldTake(level.Side, replacement.Price)
            ? RejectReason.WouldTake
            : RejectReason.None;
    }

    /// <summary>No more quantity, at the same price.</summary>
    public static bool KeepsPlace(in Replacement replacement, in OrderNode order, in LevelNode level) =>
        (level.Key == MirroredPrice.Market || MirroredPrice.Key(replacement.Price, level.Side) == level.Key)
        && replacement.Quantity <= order.Open;

    /// <summary>Whether what an order does not take stays in the book.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanRest(in NewOrder order, BookPhase phase) =>
        order.TimeInForce == TimeInForce.GoodTillCancel
        && (order.Type == OrderType.Limit || phase == BookPhase.Call);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static RejectReason OfTerms(in NewOrder order, BookPhase phase)
    {
        var isImmediate = order.Type == OrderType.Market || order.TimeInForce != TimeInForce.GoodTillCancel;
        if (order.Type > OrderType.Market || order.TimeInForce > TimeInForce.FillOrKill
            || order.SelfTradePrevention > SelfTradePrevention.Decrement || (order.PostOnly && isImmediate))
            return RejectReason.TermsContradict;
        if (order.Display < 0 || order.Display > order.Quantity || (order.Display != 0 && isImmediate)
            || HasTooManySlices(order.Quantity, order.Display))
            return RejectReason.DisplayOutOfRange;
        return phase == BookPhase.Call && (order.TimeInForce != TimeInForce.GoodTillCancel || order.PostOnly)
            ? RejectReason.NotInCall
            : RejectReason.None;
    }

    private static bool HasTooManySlices(long quantity, long display) =>
        display != 0 && (quantity - 1) / display >= OrderBook.SlicesMax;

    private bool WouldTake(int side, long price) =>
        orders.Ladder(1 - side).BestKey >= ~MirroredPrice.Key(price, side);
}
