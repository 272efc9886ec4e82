using System.Buffers;
using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Json;

namespace Bourse.Gateway.WebSocket;

/// <summary>Makes the frames of private events: docs/formats/websocket.md. Guarded by its owner.</summary>
internal sealed class OrderFrames : IDisposable
{
    private const int BytesAtFirst = 1_024;

    private readonly ArrayBufferWriter<byte> _buffer = new(BytesAtFirst);
    private readonly Utf8JsonWriter _json;
    private readonly ExchangeNames _names;
    private readonly OrderEventJson _orders;
    private readonly AccountEventJson _accounts;

    public OrderFrames(ExchangeNames names, OrderTickets tickets)
    {
        _json = new Utf8JsonWriter(_buffer, JsonForm.Options);
        _names = names;
        _orders = new OrderEventJson(_json, names, tickets);
        _accounts = new AccountEventJson(_json, names);
    }

    /// <summary>
    /// Whether a record is told on the topic of all accounts; on an account's own, those of its number are. What is public is
    /// on the market's topics.
    /// </summary>
    public static bool IsTold(BlotterRecord record) => NameOf(record) is not null
        && (record.Header.Account != 0 || record.Type is EventType.MassCancelled or EventType.Killed);

    /// <summary>The frame of a record that is told.</summary>
    /// <param name="previous">Between that sequence and this there is nothing that is told on this topic.</param>
    public byte[] Of(string topic, BlotterRecord record, long sequence, long previous)
    {
        Begin(topic, NameOf(record)!, record.Header.Account);
        _json.WriteTime(Names.Time, record.Header.Time);
        Write(record);
        _json.WriteNumber("command_sequence"u8, record.Header.Sequence);
        _json.WriteNumber("previous_sequence"u8, previous);
        return End(sequence);
    }

    /// <summary>Part of what an account had at a sequence.</summary>
    public byte[] Snapshot(string topic, OrderSnapshot.Part part)
    {
        Begin(topic, "snapshot", part.Account.Account);
        _json.WriteTime(Names.Time, part.Account.Time);
        _json.WriteNumber("part"u8, part.Number);
        _json.WriteNumber("parts"u8, part.Count);
        _json.WriteStartArray("orders"u8);
        foreach (var order in part.Orders)
            _orders.Open(order);
        _json.WriteEndArray();
        if (part.Number == 1)
            WriteAccount(part.Account);
        _json.WriteNumber("command_sequence"u8, part.Account.Sequence);
        return End(part.Account.BlotterSequence);
    }

    public void Dispose() => _json.Dispose();

    private static string? NameOf(BlotterRecord record) => record.Type switch
    {
        EventType.Refused => "rejected",
        EventType.Repeated => "repeated",
        EventType.AccountOpened => "opened",
        EventType.Transferred => "transfer",
        EventType.AccountLimited or EventType.PositionLimited => "limits",
        EventType.OrderAccepted => "accepted",
        EventType.OrderReplaced => "replaced",
        EventType.OrderReduced => "reduced",
        EventType.OrderFilled => "filled",
        EventType.OrderEnded => OrderWords.EventOf(record.As<OrderEnded>().Why),
        EventType.OrderTriggered => "triggered",
        EventType.OrderActivated => "activated",
        EventType.BalanceChanged => "balance",
        EventType.PositionChanged => "position",
        EventType.MassCancelled => "mass_cancelled",
        EventType.Killed => "kill",
        _ => null,
    };

    private void Begin(string topic, string name, int account)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        _json.WriteStartArray();
        _json.WriteNullValue();
        _json.WriteNullValue();
        _json.WriteStringValue(topic);
        _json.WriteStringValue(name);
        _json.WriteStartObject();
        _json.WriteString("event"u8, name);
        _json.WriteString("account"u8, account == 0 ? null : _names.AccountName(account));
        _json.WriteStartObject("data"u8);
    }

    private byte[] End(long sequence)
    {
        _json.WriteNumber(Names.Sequence, sequence);
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.WriteEndArray();
        _json.Flush();
        return ServerFrame.Text(_buffer.WrittenSpan);
    }

    private void Write(BlotterRecord record)
    {
        switch (record.Type)
        {
            case EventType.Refused:
                _orders.Rejected(record.As<Refused>());
                break;
            case EventType.Repeated:
                _orders.Repeated(record.As<Repeated>());
                break;
            case EventType.OrderAccepted:
                _orders.Accepted(record.As<OrderAccepted>());
                break;
            case EventType.OrderReplaced:
                _orders.Replaced(record.As<OrderReplaced>());
                break;
            case EventType.OrderReduced:
                _orders.Reduced(record.As<OrderReduced>());
                break;
            case EventType.OrderFilled:
                _orders.Filled(record.As<OrderFilled>());
                break;
            case EventType.OrderEnded:
                _orders.Ended(record.As<OrderEnded>());
                break;
            case EventType.OrderTriggered:
                _orders.Triggered(record.As<OrderTriggered>());
                break;
            case EventType.OrderActivated:
                _orders.Activated(record.As<OrderActivated>());
                break;
            default:
                WriteOfAccount(record);
                break;
        }
    }

    private void WriteOfAccount(BlotterRecord record)
    {
        switch (record.Type)
        {
            case EventType.Transferred:
                _accounts.Transferred(record.As<Transferred>());
                break;
            case EventType.AccountLimited:
                _accounts.Limited(record.As<AccountLimited>());
                break;
            case EventType.PositionLimited:
                _accounts.Limited(record.As<PositionLimited>());
                break;
            case EventType.BalanceChanged:
                _accounts.Changed(record.As<BalanceChanged>());
                break;
            case EventType.PositionChanged:
                _accounts.Changed(record.As<PositionChanged>());
                break;
            case EventType.MassCancelled:
                _accounts.MassCancelled(record.As<MassCancelled>());
                break;
            case EventType.Killed:
                _accounts.Killed(record.As<Killed>());
                break;
            default:
                // That an account was opened says no more than its name.
                break;
        }
    }

    private void WriteAccount(Portfolio account)
    {
        _json.WriteStartArray("balances"u8);
        foreach (var (asset, holding) in account.Holdings)
        {
            _json.WriteStartObject();
            _accounts.Balance(asset, holding);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("positions"u8);
        foreach (var position in account.Positions)
        {
            _json.WriteStartObject();
            _accounts.Position(
                position.Symbol, position.Quantity, position.Cost, position.Realised, position.Fees);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }
}
