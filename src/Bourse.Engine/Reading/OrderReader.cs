using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Engine;

/// <summary>
/// Tells what became of an order by reading the blotter from where it begins: it costs nothing while nobody asks, and
/// more the older the order is. Any thread.
/// </summary>
public sealed class OrderReader(Engine engine) : IDisposable
{
    // Each keeps a thread busy; more wait for their turn.
    private const int ReadingsMax = 2;

    private const int OrderIdAt = BlotterHeader.Bytes;

    private readonly SemaphoreSlim _readings = new(ReadingsMax);

    /// <summary>The order of that id as the exchange knows it now; null when there is none.</summary>
    /// <exception cref="EngineUnavailableException">The exchange is stopping, or its disk has failed.</exception>
    public async Task<OrderReport?> FindAsync(long id, CancellationToken stopping)
    {
        var (until, open) = await engine.AskAsync(view => (view.BlotterSequence, view.OpenOrder(id)));
        if (engine.Blotter.LastSequence < until)
            throw new EngineUnavailableException(engine.Trouble ?? "The blotter is behind the exchange.");
        await _readings.WaitAsync(stopping);
        try
        {
            var report = Read(id, until, stopping);

            // No event tells how a trailing stop follows the price.
            if (report is not null && open is { } now)
                report.StopPrice = now.StopPrice;
            return report;
        }
        finally
        {
            _readings.Release();
        }
    }

    /// <summary>
    /// An open order as the state has it, without its value where it has fills: what these were worth the blotter knows.
    /// </summary>
    /// <param name="blotterSequence">The blotter's last record when the state was read.</param>
    public OrderReport Of(in OpenOrder open, long blotterSequence) => new(
        open.Id, engine.Names.AccountName(open.Account), engine.Names.Symbol(open.Instrument), open.Side, open.Kind,
        open.Lifetime, open.ClientId, new Timestamp(TimeOfOrder(open.Id) ?? 0))
    {
        Price = open.Price,
        Quantity = open.Quantity,
        Filled = open.Filled,
        Value = open.Filled == 0 ? 0 : null,
        Fees = open.Fees,
        StopPrice = open.StopPrice,
        Trail = open.Trail,
        TrailRate = open.TrailRate,
        IsTriggered = open.IsTriggered,
        ExpiresAt = open.ExpiresAt,
        BlotterSequence = blotterSequence,
    };

    /// <summary>The first id that an order placed at a time, or the next after it, may have.</summary>
    public long FirstIdAt(Timestamp time)
    {
        using var cursor = engine.Orders.Reader.OpenCursorAt(time.Nanoseconds);
        return OrderIds.Of(cursor.NextSequence);
    }

    public void Dispose() => _readings.Dispose();

    private OrderReport? Read(long id, long until, CancellationToken stopping)
    {
        if (TimeOfOrder(id) is not { } time)
            return null;
        OrderReport? report = null;
        using var cursor = engine.Blotter.Reader.OpenCursorAt(time);
        while (report is not { Status: not OrderStatus.Open } && cursor.NextSequence <= until
            && cursor.TryRead(out var found))
        {
            stopping.ThrowIfCancellationRequested();
            var record = new BlotterRecord((EventType)found.Type, found.Payload);
            if (record.Header.Sequence == OrderIds.SequenceOf(id) && report is null)
                report = Begin(id, record);
            else if (report is not null)
                Follow(report, record);
        }

        if (report is not null)
            report.BlotterSequence = until;
        return report;
    }

    private long? TimeOfOrder(long id)
    {
        var sequence = OrderIds.SequenceOf(id);
        if (sequence < 1 || sequence > engine.Orders.LastSequence)
            return null;
        var type = OrderIds.LegOf(id) == 0 ? CommandType.PlaceOrder : CommandType.PlaceGroup;
        using var cursor = engine.Orders.Reader.OpenCursor(sequence);
        return cursor.TryRead(out var record) && (CommandType)record.Type == type
            ? record.Time
            : null;
    }

    private OrderReport? Begin(long id, BlotterRecord record)
    {
        if (record.Type == EventType.Refused)
        {
            ref readonly var refused = ref record.As<Refused>();
            return New(id, record, default, refused.ClientId) with
            {
                Status = OrderStatus.Refused, Reason = refused.Reason,
            };
        }

        if (record.Type != EventType.OrderAccepted || record.As<OrderAccepted>().OrderId != id)
            return null;
        ref readonly var accepted = ref record.As<OrderAccepted>();
        return New(id, record, accepted, accepted.ClientId) with
        {
            Price = accepted.Price, Quantity = accepted.Quantity, StopPrice = accepted.StopPrice, Trail = accepted.Trail,
            TrailRate = accepted.TrailRate, ExpiresAt = accepted.ExpiresAt,
        };
    }

    private OrderReport New(long id, BlotterRecord record, in OrderAccepted accepted, in Text40 clientId) => new(
        id, engine.Names.AccountName(record.Header.Account), engine.Names.Symbol(accepted.Instrument), accepted.Side,
        accepted.Kind, accepted.Lifetime, clientId.ToString(), record.Header.Time);

    private static void Follow(OrderReport report, BlotterRecord record)
    {
        var isOfOrder = record.Type is EventType.OrderReplaced or EventType.OrderReduced or EventType.OrderFilled
            or EventType.OrderTriggered or EventType.OrderEnded;
        if (!isOfOrder || MemoryMarshal.Read<long>(record.Bytes[OrderIdAt..]) != report.Id)
            return;
        switch (record.Type)
        {
            case EventType.OrderReplaced:
                report.Price = record.As<OrderReplaced>().Price;
                report.Quantity = record.As<OrderReplaced>().Quantity;
                report.StopPrice = record.As<OrderReplaced>().StopPrice;
                break;
            case EventType.OrderTriggered:
                report.Price = record.As<OrderTriggered>().Price;
                report.StopPrice = record.As<OrderTriggered>().StopPrice;
                report.IsTriggered = true;
                break;
            case EventType.OrderReduced:
                report.Quantity -= record.As<OrderReduced>().By;
                break;
            case EventType.OrderFilled:
                ref readonly var filled = ref record.As<OrderFilled>();
                report.Filled += filled.Quantity;
                report.Value += filled.Value;
                report.Fees += filled.Fee;
                // One that waits for another's fills may come to more after nothing of it was open.
                var isDone = filled.Open == 0 && report.Filled >= report.Quantity;
                report.Status = isDone ? OrderStatus.Filled : OrderStatus.Open;
                break;
            default:
                report.Why = record.As<OrderEnded>().Why;
                report.Status = OrderStatus.Ended;
                break;
        }
    }
}
