using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Commands;

/// <summary>A record of the orders journal or of the blotter as one line of text.</summary>
internal static class ExchangeRecordText
{
    public static string OfCommand(in JournalRecord record)
    {
        var type = (CommandType)record.Type;
        return Line(record, $"{type}", type switch
        {
            CommandType.PlaceOrder when Is<PlaceOrder>(record) => Of(As<PlaceOrder>(record)),
            CommandType.PlaceGroup when Is<PlaceGroup>(record) => Of(As<PlaceGroup>(record)),
            CommandType.CancelOrder when Is<CancelOrder>(record) => $"order {As<CancelOrder>(record).OrderId}",
            CommandType.Deposit or CommandType.Withdraw when Is<Transfer>(record) => Of(As<Transfer>(record)),
            CommandType.SetReference when Is<SetReference>(record) => Of(As<SetReference>(record)),
            CommandType.OpenAccount when Is<OpenAccount>(record) => $"{As<OpenAccount>(record).Name}",
            CommandType.ListInstrument when Is<ListInstrument>(record) => $"{As<ListInstrument>(record).Symbol}",
            _ => $"{record.Payload.Length} bytes",
        });
    }

    public static string OfEvent(in JournalRecord record)
    {
        var type = (EventType)record.Type;
        var whom = record.Payload.Length < BlotterHeader.Bytes ? 0 : MemoryMarshal.AsRef<BlotterHeader>(record.Payload).Account;
        return Line(record, $"{type}", (whom == 0 ? "" : $"account {whom}: ") + type switch
        {
            EventType.OrderAccepted when Is<OrderAccepted>(record) => Of(As<OrderAccepted>(record)),
            EventType.OrderFilled when Is<OrderFilled>(record) => Of(As<OrderFilled>(record)),
            EventType.OrderReduced when Is<OrderReduced>(record) => Of(As<OrderReduced>(record)),
            EventType.OrderActivated when Is<OrderActivated>(record) => Of(As<OrderActivated>(record)),
            EventType.OrderTriggered when Is<OrderTriggered>(record) => Of(As<OrderTriggered>(record)),
            EventType.OrderEnded when Is<OrderEnded>(record) => Of(As<OrderEnded>(record)),
            EventType.Refused when Is<Refused>(record) => $"{As<Refused>(record).Command}: {As<Refused>(record).Reason}",
            EventType.Traded when Is<Traded>(record) => Of(As<Traded>(record)),
            EventType.LevelChanged when Is<LevelChanged>(record) => Of(As<LevelChanged>(record)),
            EventType.ReferenceSet when Is<ReferenceSet>(record) => Of(As<ReferenceSet>(record)),
            EventType.BalanceChanged when Is<BalanceChanged>(record) => Of(As<BalanceChanged>(record)),
            _ => $"{record.Payload.Length} bytes",
        });
    }

    private static string Line(in JournalRecord record, string type, string body) =>
        $"{record.Sequence,10} {new Timestamp(record.Time),-30} {type,-18} {body}";

    private static bool Is<T>(in JournalRecord record)
        where T : struct => record.Payload.Length == Unsafe.SizeOf<T>();

    private static ref readonly T As<T>(in JournalRecord record)
        where T : struct => ref MemoryMarshal.AsRef<T>(record.Payload);

    private static string Of(in PlaceOrder order) =>
        $"account {order.Account} instrument {order.Instrument} {order.Side} {Wanted(order.Quantity, order.Notional)} "
        + $"{order.Kind} {At(order.Price)}{From(order.StopPrice, order.Trail, order.TrailRate)}"
        + $"{order.Lifetime} {order.ClientId}";

    private static string Of(in PlaceGroup group) =>
        $"account {group.Account} instrument {group.Instrument} {group.Kind} {group.Side} {new Quantity(group.Quantity)} "
        + $"{group.ClientId}";

    private static string Of(in Transfer transfer) =>
        $"account {transfer.Account} asset {transfer.Asset} {new Quantity(transfer.Amount)} {transfer.ClientId}";

    private static string Of(in OrderAccepted order) =>
        $"order {order.OrderId} instrument {order.Instrument} {order.Side} {Wanted(order.Quantity, order.Notional)} "
        + $"{order.Kind} {At(order.Price)}{From(order.StopPrice, order.Trail, order.TrailRate)}"
        + $"{order.Lifetime} {order.ClientId}";

    private static string Of(in OrderFilled fill) =>
        $"order {fill.OrderId} instrument {fill.Instrument} {fill.Side} {new Quantity(fill.Quantity)} @ {new Price(fill.Price)} "
        + $"{fill.Role}, fee {new Price(fill.Fee)}, open {new Quantity(fill.Open)}";

    private static string Of(in OrderReduced told) =>
        $"order {told.OrderId} instrument {told.Instrument} by {new Quantity(told.By)} to {new Quantity(told.Open)} {told.Why}";

    private static string Of(in OrderActivated told) =>
        $"order {told.OrderId} instrument {told.Instrument} by {new Quantity(told.By)} to {new Quantity(told.Open)}";

    private static string Of(in OrderTriggered told) =>
        $"order {told.OrderId} instrument {told.Instrument} {told.Side} {new Quantity(told.Open)} "
        + $"stop {new Price(told.StopPrice)} at {new Price(told.TriggerPrice)}, to {new Price(told.Price)}";

    private static string Of(in OrderEnded end) =>
        $"order {end.OrderId} instrument {end.Instrument} {end.Side} {Wanted(end.Quantity, end.Notional)} {end.Why}";

    private static string Of(in Traded trade) =>
        $"instrument {trade.Instrument} trade {trade.Trade}: {new Quantity(trade.Quantity)} @ {new Price(trade.Price)}, "
        + $"order {trade.BuyOrder} from order {trade.SellOrder}";

    private static string Of(in LevelChanged level) =>
        $"instrument {level.Instrument} {level.Side} {new Quantity(level.Quantity)} @ {new Price(level.Price)} "
        + $"in {level.Orders} orders";

    private static string Of(in SetReference told) =>
        $"instrument {told.Instrument} at {new Timestamp(told.MarketTime)}: bids {told.Bids}, asks {told.Asks}, "
        + $"last {new Price(told.LastPrice)}";

    private static string Of(in ReferenceSet told) =>
        $"instrument {told.Instrument} {new Quantity(told.BidSize)} @ {new Price(told.Bid)} / "
        + $"{new Quantity(told.AskSize)} @ {new Price(told.Ask)}, last {new Price(told.LastPrice)}";

    private static string Of(in BalanceChanged balance) =>
        $"asset {balance.Asset} {new Quantity(balance.Total)}, {new Quantity(balance.Held)} held";

    private static string Wanted(long quantity, long notional) =>
        notional == 0 ? $"{new Quantity(quantity)}" : $"for {new Price(notional)}";

    private static string From(long stop, long trail, int rate) =>
        (stop == 0 ? "" : $"stop {new Price(stop)} ") + (trail == 0 ? "" : $"trail {new Price(trail)} ")
        + (rate == 0 ? "" : $"trail {rate} millionths ");

    private static string At(long price) => price == 0 ? "" : $"@ {new Price(price)} ";
}
