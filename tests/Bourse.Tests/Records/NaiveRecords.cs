using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Records;

namespace Bourse.Tests.Records;

/// <summary>
/// What the books must be: both journals read into memory at once, and each row worked out from all that is of it.
/// </summary>
internal sealed class NaiveRecords
{
    private readonly List<(long Sequence, EventType Type, byte[] Bytes)> _events = [];
    private readonly Dictionary<long, (CommandType Type, byte[] Payload)> _commands = [];

    public NaiveRecords(JournalReader orders, JournalReader blotter, long until = long.MaxValue)
    {
        using var commands = orders.OpenCursor(1);
        while (commands.TryRead(out var command))
            _commands.Add(command.Sequence, ((CommandType)command.Type, command.Payload.ToArray()));
        using var events = blotter.OpenCursor(1);
        while (events.TryRead(out var record) && record.Sequence <= until)
            _events.Add((record.Sequence, (EventType)record.Type, record.Payload.ToArray()));
    }

    public List<string> Text() =>
    [
        .. RecordsText.Lines(Accounts()), .. RecordsText.Lines(Assets()), .. RecordsText.Lines(Instruments()),
        .. RecordsText.Lines(Placed().Concat(Refused())), .. RecordsText.Lines(Executions()), .. RecordsText.Lines(Volumes()),
        .. RecordsText.Lines(Balances()),
    ];

    public IEnumerable<ExecutionRow> Executions() => All<OrderFilled>(EventType.OrderFilled).Select(found => new ExecutionRow
    {
        BlotterSequence = found.Sequence, OrderId = found.Event.OrderId, Account = found.Event.Header.Account,
        Instrument = found.Event.Instrument, Side = found.Event.Side, Role = found.Event.Role, Trade = found.Event.Trade,
        Price = found.Event.Price, Quantity = found.Event.Quantity, Value = found.Event.Value, Fee = found.Event.Fee,
        Time = found.Event.Header.Time.Nanoseconds,
    });

    private IEnumerable<AccountRow> Accounts() => All<AccountOpened>(EventType.AccountOpened)
        .Select(found => new AccountRow
        {
            Number = found.Event.Header.Account, Name = found.Event.Name.ToString(), Group = found.Event.Group,
            Opened = found.Event.Header.Time.Nanoseconds,
        })
        .Prepend(new AccountRow { Number = 1, Name = "HOUSE" });

    private IEnumerable<AssetRow> Assets() => All<AssetAdded>(EventType.AssetAdded)
        .Select(found => new AssetRow { Number = found.Event.Asset, Name = found.Event.Name.ToString() });

    private IEnumerable<InstrumentRow> Instruments() => All<InstrumentSet>(EventType.InstrumentSet)
        .Where(found => found.Event.Version == 1)
        .Select(found => new InstrumentRow
        {
            Number = found.Event.Instrument, Symbol = found.Event.Symbol.ToString(), BaseAsset = found.Event.BaseAsset,
            QuoteAsset = found.Event.QuoteAsset,
        });

    private IEnumerable<BalanceRow> Balances() => All<BalanceChanged>(EventType.BalanceChanged)
        .GroupBy(found => (found.Event.Header.Account, found.Event.Asset))
        .Select(group => new BalanceRow
        {
            Account = group.Key.Account, Asset = group.Key.Asset, Total = group.Last().Event.Total,
            Held = group.Last().Event.Held, BlotterSequence = group.Last().Sequence,
        });

    // All fills for their accounts; each trade once, as its buyer has it or whoever was filled on paper, for account 0.
    private IEnumerable<VolumeRow> Volumes() => Executions()
        .Concat(Executions().Where(fill => fill.Role >= FillRole.PaperTaker || fill.Side == Side.Buy).Select(fill => new ExecutionRow
        {
            Account = 0, Instrument = fill.Instrument, Quantity = fill.Quantity, Value = fill.Value, Time = fill.Time,
        }))
        .GroupBy(fill => (fill.Account, fill.Instrument, Minute: (int)(fill.Time / 60_000_000_000)))
        .Select(group => new VolumeRow
        {
            Account = group.Key.Account, Instrument = group.Key.Instrument, Minute = group.Key.Minute, Trades = group.Count(),
            Quantity = Sum(group.Select(fill => fill.Quantity)), Value = Sum(group.Select(fill => fill.Value)),
        });

    private IEnumerable<OrderRow> Placed()
    {
        var changes = _events.Where(one => one.Type is EventType.OrderReplaced or EventType.OrderReduced or EventType.OrderFilled
                or EventType.OrderTriggered or EventType.OrderActivated or EventType.OrderEnded)
            .ToLookup(one => BitConverter.ToInt64(one.Bytes, BlotterHeader.Bytes));
        foreach (var (sequence, placed) in All<OrderAccepted>(EventType.OrderAccepted))
            yield return Order(sequence, placed, [.. changes[placed.OrderId]]);
    }

    private static OrderRow Order(long sequence, OrderAccepted placed, List<(long Sequence, EventType Type, byte[] Bytes)> changes)
    {
        var replaced = changes.FindLastIndex(one => one.Type == EventType.OrderReplaced);
        var quantity = replaced < 0 ? placed.Quantity : MemoryMarshal.Read<OrderReplaced>(changes[replaced].Bytes).Quantity;
        quantity -= changes.Skip(replaced + 1).Where(one => one.Type == EventType.OrderReduced)
            .Sum(one => MemoryMarshal.Read<OrderReduced>(one.Bytes).By);
        var (price, stop) = (placed.Price, placed.StopPrice);
        foreach (var (_, type, bytes) in changes)
            (price, stop) = type switch
            {
                EventType.OrderReplaced => (MemoryMarshal.Read<OrderReplaced>(bytes).Price, MemoryMarshal.Read<OrderReplaced>(bytes).StopPrice),
                EventType.OrderTriggered => (MemoryMarshal.Read<OrderTriggered>(bytes).Price, MemoryMarshal.Read<OrderTriggered>(bytes).StopPrice),
                _ => (price, stop),
            };
        var fills = changes.Where(one => one.Type == EventType.OrderFilled).Select(one => MemoryMarshal.Read<OrderFilled>(one.Bytes)).ToList();
        var ended = changes.FindIndex(one => one.Type == EventType.OrderEnded);
        var filled = Sum(fills.Select(fill => fill.Quantity));
        var isFilled = ended < 0 && fills.Count > 0 && fills[^1].Open == 0 && filled >= quantity;
        var (last, lastBytes) = changes.Count == 0 ? (sequence, null) : (changes[^1].Sequence, changes[^1].Bytes);
        return new OrderRow
        {
            Id = placed.OrderId, Account = placed.Header.Account, Instrument = placed.Instrument, Side = placed.Side,
            Kind = placed.Kind, Lifetime = placed.Lifetime, Notional = placed.Notional, Session = placed.Session,
            ClientId = placed.ClientId.ToString(), Time = placed.Header.Time.Nanoseconds, Price = price, StopPrice = stop,
            Status = ended >= 0 ? OrderRowStatus.Ended : isFilled ? OrderRowStatus.Filled : OrderRowStatus.Open,
            EndReason = ended < 0 ? EndReason.None : MemoryMarshal.Read<OrderEnded>(changes[ended].Bytes).Why,
            Quantity = quantity, Filled = filled, Value = Sum(fills.Select(fill => fill.Value)),
            Fees = Sum(fills.Select(fill => fill.Fee)), BlotterSequence = last,
            Updated = lastBytes is null ? placed.Header.Time.Nanoseconds : MemoryMarshal.Read<BlotterHeader>(lastBytes).Time.Nanoseconds,
        };
    }

    private IEnumerable<OrderRow> Refused() => All<Refused>(EventType.Refused)
        .Where(found => found.Event.Command is CommandType.PlaceOrder or CommandType.PlaceGroup)
        .SelectMany(found => Refused(found.Sequence, found.Event, _commands[found.Event.Header.Sequence].Payload));

    private static List<OrderRow> Refused(long sequence, Refused refused, byte[] payload)
    {
        var isReadable = refused.Reason is not (RefusalReason.CommandUnknown or RefusalReason.VersionUnknown
            or RefusalReason.LengthWrong or RefusalReason.Malformed);
        if (refused.Command == CommandType.PlaceOrder)
            return [Row(0, isReadable ? MemoryMarshal.Read<PlaceOrder>(payload) : default)];
        if (!isReadable)
            return [Row(1, default)];
        var group = MemoryMarshal.Read<PlaceGroup>(payload);
        var other = group.Side == Side.Buy ? Side.Sell : Side.Buy;
        var legs = new List<OrderRow> { Row(1, Leg(group.Leg1, group.Side)) };
        legs.Add(Row(2, Leg(group.Leg2, group.Kind == GroupKind.OneCancelsOther ? group.Side : other)));
        if (group.Kind == GroupKind.Bracket)
            legs.Add(Row(3, Leg(group.Leg3, other)));
        return legs;

        PlaceOrder Leg(GroupLeg leg, Side side) => new()
        {
            Instrument = group.Instrument, Side = side, Kind = leg.Kind, Lifetime = leg.Lifetime, Price = leg.Price,
            StopPrice = leg.StopPrice, Quantity = group.Quantity, Session = group.Session,
        };

        OrderRow Row(int leg, PlaceOrder order) => new()
        {
            Id = refused.Header.Sequence * 10 + leg, Account = refused.Header.Account, Status = OrderRowStatus.Refused,
            Instrument = refused.Reason is RefusalReason.InstrumentUnknown or RefusalReason.AccountUnknown ? 0 : order.Instrument,
            Refusal = refused.Reason, Side = order.Side, Kind = order.Kind, Lifetime = order.Lifetime, Price = order.Price,
            StopPrice = order.StopPrice, Quantity = order.Quantity, Notional = order.Notional, Session = order.Session,
            ClientId = refused.ClientId.ToString(), Time = refused.Header.Time.Nanoseconds,
            Updated = refused.Header.Time.Nanoseconds, BlotterSequence = sequence,
        };
    }

    private IEnumerable<(long Sequence, T Event)> All<T>(EventType type)
        where T : struct =>
        _events.Where(one => one.Type == type).Select(one => (one.Sequence, MemoryMarshal.Read<T>(one.Bytes)));

    private static long Sum(IEnumerable<long> amounts) =>
        (long)Int128.Clamp(amounts.Aggregate((Int128)0, (sum, amount) => sum + amount), long.MinValue, long.MaxValue);
}
