using Bourse.Exchange;

namespace Bourse.Records;

/// <summary>What events make of an order's row: the same that whoever reads the blotter is told of the order.</summary>
internal static class OrderFold
{
    public static OrderRow Begin(long sequence, in OrderAccepted accepted) => new()
    {
        Id = accepted.OrderId,
        Account = accepted.Header.Account,
        Instrument = accepted.Instrument,
        Side = accepted.Side,
        Kind = accepted.Kind,
        Lifetime = accepted.Lifetime,
        Status = OrderRowStatus.Open,
        Price = accepted.Price,
        StopPrice = accepted.StopPrice,
        Quantity = accepted.Quantity,
        Notional = accepted.Notional,
        Session = accepted.Session,
        ClientId = accepted.ClientId.ToString(),
        Time = accepted.Header.Time.Nanoseconds,
        Updated = accepted.Header.Time.Nanoseconds,
        BlotterSequence = sequence,
    };

    public static void Follow(OrderRow order, long sequence, BlotterRecord record)
    {
        switch (record.Type)
        {
            case EventType.OrderReplaced:
                ref readonly var replaced = ref record.As<OrderReplaced>();
                (order.Price, order.Quantity, order.StopPrice) = (replaced.Price, replaced.Quantity, replaced.StopPrice);
                break;
            case EventType.OrderTriggered:
                ref readonly var triggered = ref record.As<OrderTriggered>();
                (order.Price, order.StopPrice) = (triggered.Price, triggered.StopPrice);
                break;
            case EventType.OrderReduced:
                order.Quantity -= record.As<OrderReduced>().By;
                break;
            case EventType.OrderFilled:
                Fill(order, record.As<OrderFilled>());
                break;
            case EventType.OrderEnded:
                (order.Status, order.EndReason) = (OrderRowStatus.Ended, record.As<OrderEnded>().Why);
                break;
            default:
                // One that waits for another's fills has come to more: its quantity is what it may come to at most.
                break;
        }

        (order.Updated, order.BlotterSequence) = (record.Header.Time.Nanoseconds, sequence);
    }

    private static void Fill(OrderRow order, in OrderFilled filled)
    {
        order.Filled = Sum(order.Filled, filled.Quantity);
        order.Value = Sum(order.Value, filled.Value);
        order.Fees = Sum(order.Fees, filled.Fee);
        // One that waits for another's fills may come to more after nothing of it was open.
        if (filled.Open == 0 && order.Filled >= order.Quantity)
            order.Status = OrderRowStatus.Filled;
    }

    // A sale at far better prices than its own may bring more than 64 bits hold.
    private static long Sum(long one, long other) => (long)Int128.Clamp((Int128)one + other, long.MinValue, long.MaxValue);
}
