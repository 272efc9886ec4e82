using System.Runtime.InteropServices;
using Bourse.Exchange;
using Bourse.Market;

namespace Bourse.Records;

/// <summary>
/// What the records of a batch make of the tables: an order that came and went within it is one row. One thread.
/// </summary>
internal sealed class BlotterFold
{
    private readonly Dictionary<long, OrderRow> _placed = [];
    private readonly Dictionary<long, OrderRow> _earlier;
    private readonly Dictionary<(int Account, int Instrument, int Minute), VolumeRow> _volumes = [];
    private readonly Dictionary<(int Account, int Asset), BalanceRow> _balances = [];
    private readonly List<AccountRow> _accounts = [];
    private readonly List<AssetRow> _assets = [];
    private readonly List<InstrumentRow> _instruments = [];
    private readonly List<ExecutionRow> _executions = [];

    /// <param name="earlier">Orders that were placed before and change in the batch, as the records have them.</param>
    public BlotterFold(BlotterBatch batch, Dictionary<long, OrderRow> earlier, RefusedOrders refused)
    {
        _earlier = earlier;
        for (var i = 0; i < batch.Count; i++)
            Take(batch.SequenceOf(i), batch[i], refused);
    }

    public void AddAccount(AccountRow account) => _accounts.Add(account);

    public void Write(RowWriter rows)
    {
        rows.Add(Tables.Accounts, _accounts);
        rows.Add(Tables.Assets, _assets);
        rows.Add(Tables.Instruments, _instruments);
        rows.Add(Tables.Orders, _placed.Values);
        rows.Put(Tables.Orders, _earlier.Values);
        rows.Add(Tables.Executions, _executions);
        // In the order of their keys, so that neighbours are written together.
        rows.Put(Tables.Volumes, [.. _volumes.OrderBy(volume => volume.Key).Select(volume => volume.Value)]);
        rows.Put(Tables.Balances, [.. _balances.OrderBy(balance => balance.Key).Select(balance => balance.Value)]);
    }

    private void Take(long sequence, BlotterRecord record, RefusedOrders refused)
    {
        switch (record.Type)
        {
            case EventType.AccountOpened:
                Open(record.As<AccountOpened>());
                break;
            case EventType.AssetAdded:
                ref readonly var asset = ref record.As<AssetAdded>();
                _assets.Add(new AssetRow { Number = asset.Asset, Name = asset.Name.ToString() });
                break;
            case EventType.InstrumentSet when record.As<InstrumentSet>().Version == 1:
                List(record.As<InstrumentSet>());
                break;
            case EventType.InstrumentSet:
                // Other terms; what the records have of it stays.
                break;
            case EventType.BalanceChanged:
                Balance(sequence, record.As<BalanceChanged>());
                break;
            case EventType.Refused:
                foreach (var order in refused.Of(sequence, record.As<Refused>()))
                    _placed.Add(order.Id, order);
                break;
            case EventType.OrderAccepted:
                _placed.Add(record.As<OrderAccepted>().OrderId, OrderFold.Begin(sequence, record.As<OrderAccepted>()));
                break;
            default:
                Follow(sequence, record);
                break;
        }
    }

    private void Open(in AccountOpened opened) => _accounts.Add(new AccountRow
    {
        Number = opened.Header.Account,
        Name = opened.Name.ToString(),
        Group = opened.Group,
        Opened = opened.Header.Time.Nanoseconds,
    });

    private void List(in InstrumentSet set) => _instruments.Add(new InstrumentRow
    {
        Number = set.Instrument,
        Symbol = set.Symbol.ToString(),
        BaseAsset = set.BaseAsset,
        QuoteAsset = set.QuoteAsset,
    });

    private void Balance(long sequence, in BalanceChanged changed)
    {
        var key = (changed.Header.Account, changed.Asset);
        if (!_balances.TryGetValue(key, out var balance))
            _balances[key] = balance = new BalanceRow { Account = changed.Header.Account, Asset = changed.Asset };
        (balance.Total, balance.Held, balance.BlotterSequence) = (changed.Total, changed.Held, sequence);
    }

    private void Follow(long sequence, BlotterRecord record)
    {
        var id = MemoryMarshal.Read<long>(record.Bytes[BlotterHeader.Bytes..]);
        if (!_placed.TryGetValue(id, out var order) && !_earlier.TryGetValue(id, out order))
            throw new ReaderConflictException(
                $"Record {sequence} of the blotter is of order {id}, which the records do not have.");
        OrderFold.Follow(order, sequence, record);
        if (record.Type == EventType.OrderFilled)
            Execute(sequence, record.As<OrderFilled>());
    }

    private void Execute(long sequence, in OrderFilled filled)
    {
        _executions.Add(new ExecutionRow
        {
            BlotterSequence = sequence,
            OrderId = filled.OrderId,
            Account = filled.Header.Account,
            Instrument = filled.Instrument,
            Side = filled.Side,
            Role = filled.Role,
            Trade = filled.Trade,
            Price = filled.Price,
            Quantity = filled.Quantity,
            Value = filled.Value,
            Fee = filled.Fee,
            Time = filled.Header.Time.Nanoseconds,
        });
        Count(filled.Header.Account, filled);
        // Of a trade both sides are told; on paper there is one.
        if (filled.Side == Side.Buy || filled.Role is FillRole.PaperTaker or FillRole.PaperMaker)
            Count(account: 0, filled);
    }

    private void Count(int account, in OrderFilled filled)
    {
        var minute = (int)(filled.Header.Time.Nanoseconds / Timestamp.PerMinute);
        var key = (account, filled.Instrument, minute);
        if (!_volumes.TryGetValue(key, out var volume))
            _volumes[key] = volume = new VolumeRow { Account = account, Instrument = filled.Instrument, Minute = minute };
        volume.Trades++;
        volume.Quantity = Sum(volume.Quantity, filled.Quantity);
        volume.Value = Sum(volume.Value, filled.Value);
    }

    private static long Sum(long one, long other) => one > long.MaxValue - other ? long.MaxValue : one + other;
}
