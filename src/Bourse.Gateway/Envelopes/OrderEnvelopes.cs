using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Gateway.Envelopes;

/// <summary>New orders, as they were sent in, as <c>trade_orders</c>; what came of them is told by the blotter.</summary>
internal sealed class OrderEnvelopes(BlotterNames names) : EnvelopeSource
{
    // A millionth is the ten-thousandth part of a percent.
    private const long UnitsPerMillionth = Price.UnitsPerOne / 10_000;

    public override bool TryWrite(in JournalRecord record, IBufferWriter<byte> output)
    {
        if (!IsOrder(record))
            return false;
        ref readonly var order = ref MemoryMarshal.AsRef<PlaceOrder>(record.Payload);
        var time = new Timestamp(record.Time);
        var json = Envelope.Open(output, $"orders-{record.Sequence}", time, "bourse-gateway");
        json.WriteString(EnvelopeNames.OrderId, $"{OrderIds.Of(record.Sequence)}");
        json.WriteString(EnvelopeNames.UserId, names.Account(order.Account));
        json.WriteString(EnvelopeNames.Symbol, names.Symbol(order.Instrument));
        WriteQuantity(json, order.Quantity);
        WriteSide(json, order.Side);
        json.WriteTime(EnvelopeNames.OrderTimestamp, time);
        json.WriteString(EnvelopeNames.OrderType, UpperSnake($"{order.Kind}"));
        json.WriteString(EnvelopeNames.TimeInForce, UpperSnake($"{order.Lifetime}"));
        if (order.Price != 0)
            json.WritePrice(EnvelopeNames.Price, new Price(order.Price));
        if (order.Notional != 0)
            json.WritePrice(EnvelopeNames.Notional, new Price(order.Notional));
        WriteStop(json, order);
        if (order.ClientId.ToString() is { Length: > 0 } clientId)
            json.WriteString(EnvelopeNames.ClientOrderId, clientId);
        Envelope.Close(json);
        return true;
    }

    private static void WriteStop(Utf8JsonWriter json, in PlaceOrder order)
    {
        if (order.StopPrice != 0)
            json.WritePrice(EnvelopeNames.StopPrice, new Price(order.StopPrice));
        if (order.Trail != 0)
            json.WritePrice(EnvelopeNames.TrailPrice, new Price(order.Trail));
        if (order.TrailRate != 0)
            json.WritePrice(EnvelopeNames.TrailPercent, new Price(order.TrailRate * UnitsPerMillionth));
    }

    /// <summary>Whether a record of the orders journal is a new order that can be read.</summary>
    public static bool IsOrder(in JournalRecord record) =>
        (CommandType)record.Type == CommandType.PlaceOrder && record.Version == CommandHeader.LayoutVersion
        && record.Payload.Length == Unsafe.SizeOf<PlaceOrder>();

    protected override void Dispose(bool disposing)
    {
        names.Dispose();
        base.Dispose(disposing);
    }
}
