using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>The fields of what happened to one order. What is not so, or not known, is left out or null.</summary>
internal sealed class OrderEventJson(Utf8JsonWriter json, ExchangeNames names, OrderTickets tickets)
{
    // A millionth is the ten-thousandth part of a percent.
    private const long UnitsPerMillionth = Price.UnitsPerOne / 10_000;

    public void Accepted(in OrderAccepted order)
    {
        tickets.Keep(order.OrderId, OrderTicket.Of(order));
        Order(order.OrderId, order.Instrument);
        json.WriteString("type"u8, OrderWords.Of(order.Kind));
        json.WriteString("time_in_force"u8, OrderWords.Of(order.Lifetime));
        Amount("price"u8, order.Price == 0 ? null : order.Price);
        Optional("stop_price"u8, order.StopPrice);
        Optional("trail_price"u8, order.Trail);
        Optional("trail_percent"u8, order.TrailRate * UnitsPerMillionth);
        Amount("quantity"u8, order.Quantity == 0 ? null : order.Quantity);
        Optional("notional"u8, order.Notional);
        Optional("display"u8, order.Display);
        if (order.ExpiresAt != 0)
            json.WriteTime(ExpiresAt, new Timestamp(order.ExpiresAt));
        if (order.Flags.HasFlag(OrderFlags.PostOnly))
            json.WriteBoolean("post_only"u8, true);
        if (order.Flags.HasFlag(OrderFlags.ReduceOnly))
            json.WriteBoolean("reduce_only"u8, true);
        if (order.Group != GroupKind.None)
            json.WriteString("order_class"u8, OrderWords.Of(order.Group));
    }

    public void Filled(in OrderFilled fill)
    {
        var ticket = Order(fill.OrderId, fill.Instrument, fill.Side);
        json.WriteNumber("trade"u8, fill.Trade);
        Amount("price"u8, fill.Price);
        Amount("quantity"u8, fill.Quantity);
        Amount("value"u8, fill.Value);
        Amount("fee"u8, fill.Fee);
        json.WriteString("liquidity"u8, OrderWords.Of(fill.Role));
        Amount(ticket is { Notional: > 0 } ? "open_notional"u8 : "open"u8, fill.Open);
    }

    public void Replaced(in OrderReplaced order)
    {
        Order(order.OrderId, order.Instrument);
        Amount("price"u8, order.Price == 0 ? null : order.Price);
        Optional("stop_price"u8, order.StopPrice);
        Amount("quantity"u8, order.Quantity);
        Amount("open"u8, order.Open);
    }

    public void Reduced(in OrderReduced order)
    {
        Order(order.OrderId, order.Instrument);
        json.WriteString("reason"u8, OrderWords.Of(order.Why));
        Amount("by"u8, order.By);
        Amount("open"u8, order.Open);
    }

    public void Triggered(in OrderTriggered order)
    {
        Order(order.OrderId, order.Instrument, order.Side);
        Amount("stop_price"u8, order.StopPrice);
        Amount("trigger_price"u8, order.TriggerPrice);
        Amount("price"u8, order.Price == 0 ? null : order.Price);
        Amount("open"u8, order.Open);
    }

    public void Activated(in OrderActivated order)
    {
        Order(order.OrderId, order.Instrument);
        Amount("by"u8, order.By);
        Amount("open"u8, order.Open);
    }

    public void Ended(in OrderEnded order)
    {
        Order(order.OrderId, order.Instrument, order.Side);
        json.WriteString("reason"u8, OrderWords.Of(order.Why));
        Amount("quantity"u8, order.Quantity);
        Optional("notional"u8, order.Notional);
    }

    /// <summary>A command that did nothing; of a new order also what it asked for.</summary>
    public void Rejected(in Refused refused)
    {
        var id = refused.Command switch
        {
            CommandType.PlaceOrder => OrderIds.Of(refused.Header.Sequence),
            CommandType.PlaceGroup => OrderIds.Of(refused.Header.Sequence, leg: 1),
            _ => refused.OrderId,
        };
        json.WriteString("command"u8, OrderWords.Of(refused.Command));
        json.WriteString("reason"u8, OrderWords.Of(refused.Reason));
        Id(id, refused.ClientId.ToString());
        if (refused.Command is not (CommandType.PlaceOrder or CommandType.PlaceGroup) || tickets.Find(id) is not { } asked)
            return;
        Symbol(asked.Instrument);
        json.WriteSide(asked.Side);
        Terms(asked);
    }

    public void Repeated(in Repeated repeated)
    {
        var id = repeated.Command switch
        {
            CommandType.PlaceOrder => OrderIds.Of(repeated.First),
            CommandType.PlaceGroup => OrderIds.Of(repeated.First, leg: 1),
            _ => 0,
        };
        json.WriteString("command"u8, OrderWords.Of(repeated.Command));
        json.WriteString("reason"u8, repeated.Reason == RefusalReason.None ? null : OrderWords.Of(repeated.Reason));
        Id(id, repeated.ClientId.ToString());
        json.WriteNumber("first_command_sequence"u8, repeated.First);
    }

    /// <summary>An open order of a snapshot.</summary>
    public void Open(in OpenOrder order)
    {
        json.WriteStartObject();
        var ticket = Order(order.Id, order.Instrument, order.Side);
        if (ticket is { } placed)
        {
            json.WriteString("type"u8, OrderWords.Of(placed.Kind));
            json.WriteString("time_in_force"u8, OrderWords.Of(placed.Lifetime));
        }

        Amount("price"u8, order.Price == 0 ? null : order.Price);
        Optional("stop_price"u8, order.StopPrice);
        Amount("quantity"u8, order.Quantity);
        Amount("open"u8, order.Open);
        Amount("fees"u8, order.Fees);
        json.WriteEndObject();
    }

    private static readonly JsonEncodedText ExpiresAt = JsonEncodedText.Encode("expires_at");

    private void Terms(in OrderTicket ticket)
    {
        json.WriteString("type"u8, OrderWords.Of(ticket.Kind));
        json.WriteString("time_in_force"u8, OrderWords.Of(ticket.Lifetime));
        Amount("price"u8, ticket.Price == 0 ? null : ticket.Price);
        Optional("stop_price"u8, ticket.StopPrice);
        Amount("quantity"u8, ticket.Quantity == 0 ? null : ticket.Quantity);
        Optional("notional"u8, ticket.Notional);
    }

    private OrderTicket? Order(long id, int instrument, Side side = Side.Unknown)
    {
        var ticket = tickets.Find(id);
        Id(id, ticket?.ClientId ?? "");
        Symbol(instrument);
        json.WriteSide(side != Side.Unknown ? side : ticket?.Side ?? Side.Unknown);
        return ticket;
    }

    private void Id(long id, string clientId)
    {
        if (id == 0)
            json.WriteNull("order_id"u8);
        else
            json.WriteNumber("order_id"u8, id);
        json.WriteString("client_order_id"u8, clientId.Length > 0 ? clientId : null);
    }

    private void Symbol(int instrument) => json.WriteString(Names.Symbol, names.Symbol(instrument));

    private void Amount(ReadOnlySpan<byte> name, long? units)
    {
        json.WritePropertyName(name);
        if (units is { } known)
            json.WriteDigits(known);
        else
            json.WriteNullValue();
    }

    private void Optional(ReadOnlySpan<byte> name, long units)
    {
        if (units != 0)
            Amount(name, units);
    }
}
