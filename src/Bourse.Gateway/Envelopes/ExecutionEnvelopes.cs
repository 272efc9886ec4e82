using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Gateway.Envelopes;

/// <summary>
/// What came of orders as <c>trade_executed</c>: each fill, each stop that was triggered, each order that
/// was refused, and what went without trading.
/// </summary>
/// <param name="orders">The folder of the orders journal, which knows what a refused order asked for.</param>
internal sealed class ExecutionEnvelopes(BlotterNames names, string orders) : EnvelopeSource
{
    private JournalReader? _orders;

    public override bool TryWrite(in JournalRecord record, IBufferWriter<byte> output)
    {
        var told = new BlotterRecord((EventType)record.Type, record.Payload);
        switch (told.Type)
        {
            case EventType.OrderFilled:
                Filled(told.As<OrderFilled>(), output);
                return true;
            case EventType.OrderTriggered:
                Triggered(told.As<OrderTriggered>(), output);
                return true;
            case EventType.OrderEnded:
                Ended(told.As<OrderEnded>(), output);
                return true;
            case EventType.Refused when told.As<Refused>().Command == CommandType.PlaceOrder:
                return TryRefused(told.As<Refused>(), output);
            default:
                return false;
        }
    }

    protected override void Dispose(bool disposing)
    {
        _orders?.Dispose();
        names.Dispose();
        base.Dispose(disposing);
    }

    private void Filled(in OrderFilled fill, IBufferWriter<byte> output)
    {
        var json = Open(output, fill.Header, fill.OrderId, fill.Instrument, fill.Quantity, fill.Side, "EXECUTED");
        json.WritePrice(EnvelopeNames.ExecutionPrice, new Price(fill.Price));
        json.WriteTime(EnvelopeNames.ExecutionTimestamp, fill.Header.Time);
        json.WriteString(EnvelopeNames.ExecutionId, ExecutionId(fill));
        json.WriteString(EnvelopeNames.Liquidity, UpperSnake($"{fill.Role}"));
        json.WritePrice(EnvelopeNames.Fee, new Price(fill.Fee));
        Envelope.Close(json);
    }

    // On paper nobody is on the other side: the fill is its own trade.
    private string ExecutionId(in OrderFilled fill) => fill.Role is FillRole.PaperTaker or FillRole.PaperMaker
        ? $"paper-{fill.Header.Sequence}-{fill.Header.Index}"
        : $"{names.Symbol(fill.Instrument)}-{fill.Trade}";

    private void Triggered(in OrderTriggered told, IBufferWriter<byte> output)
    {
        var json = Open(output, told.Header, told.OrderId, told.Instrument, told.Open, told.Side, "TRIGGERED");
        json.WritePrice(EnvelopeNames.StopPrice, new Price(told.StopPrice));
        json.WritePrice(EnvelopeNames.TriggerPrice, new Price(told.TriggerPrice));
        json.WriteTime(EnvelopeNames.ExecutionTimestamp, told.Header.Time);
        Envelope.Close(json);
    }

    private void Ended(in OrderEnded end, IBufferWriter<byte> output) =>
        Fail(output, end.Header, end.OrderId, end.Instrument, end.Quantity, end.Side, $"{end.Why}");

    private bool TryRefused(in Refused refused, IBufferWriter<byte> output)
    {
        if (_orders is null && !Directory.Exists(orders))
            return false;
        _orders ??= JournalReader.Open(orders);
        using var cursor = _orders.OpenCursor(refused.Header.Sequence);
        if (!cursor.TryRead(out var record) || !OrderEnvelopes.IsOrder(record))
            return false;
        ref readonly var order = ref MemoryMarshal.AsRef<PlaceOrder>(record.Payload);
        var header = refused.Header with { Account = order.Account };
        Fail(output, header, OrderIds.Of(record.Sequence), order.Instrument, order.Quantity, order.Side, $"{refused.Reason}");
        return true;
    }

    private void Fail(
        IBufferWriter<byte> output, in BlotterHeader header, long order, int instrument, long quantity, Side side, string why)
    {
        var json = Open(output, header, order, instrument, quantity, side, $"FAILED_{UpperSnake(why)}");
        json.WriteTime(EnvelopeNames.ExecutionTimestamp, header.Time);
        json.WriteString(EnvelopeNames.FailureReason, UpperSnake(why).Replace('_', ' ').ToLowerInvariant());
        Envelope.Close(json);
    }

    private Utf8JsonWriter Open(
        IBufferWriter<byte> output, in BlotterHeader header, long order, int instrument, long quantity, Side side,
        string status)
    {
        var json = Envelope.Open(
            output, $"blotter-{header.Sequence}-{header.Index}", header.Time, "bourse-exchange");
        json.WriteString(EnvelopeNames.OrderId, $"{order}");
        json.WriteString(EnvelopeNames.UserId, names.Account(header.Account));
        json.WriteString(EnvelopeNames.Symbol, names.Symbol(instrument));
        WriteQuantity(json, quantity);
        WriteSide(json, side);
        json.WriteString(EnvelopeNames.Status, status);
        return json;
    }
}
