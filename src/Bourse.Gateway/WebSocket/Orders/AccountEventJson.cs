using System.Globalization;
using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Json;
using Bourse.Market;

namespace Bourse.Gateway.WebSocket;

/// <summary>The fields of what happened to an account rather than to one of its orders.</summary>
internal sealed class AccountEventJson(Utf8JsonWriter json, ExchangeNames names)
{
    public void Changed(in BalanceChanged balance) =>
        Balance(names.AssetName(balance.Asset), new Holding(balance.Total, balance.Held));

    public void Balance(string asset, Holding holding)
    {
        json.WriteString("asset"u8, asset);
        Amount("total"u8, holding.Total);
        Amount("held"u8, holding.Held);
        Amount("available"u8, holding.Available);
    }

    public void Changed(in PositionChanged position) => Position(
        names.Symbol(position.Instrument), position.Quantity, position.Cost, position.Realised, position.Fees);

    public void Position(string symbol, long quantity, Int128 cost, Int128 realised, Int128 fees)
    {
        json.WriteString(Names.Symbol, symbol);
        Amount("quantity"u8, quantity);
        Amount("cost"u8, cost);
        Amount("realised"u8, realised);
        Amount("fees"u8, fees);
    }

    public void Transferred(in Transferred transfer)
    {
        json.WriteString("asset"u8, names.AssetName(transfer.Asset));
        Amount("amount"u8, transfer.Amount);
        json.WriteString("client_id"u8, transfer.ClientId.ToString() is { Length: > 0 } id ? id : null);
    }

    public void Limited(in AccountLimited limits)
    {
        json.WriteNumber("open_orders_max"u8, limits.OpenOrdersMax);
        Amount("order_value_max"u8, limits.OrderValueMax);
    }

    public void Limited(in PositionLimited limit)
    {
        Symbol(limit.Instrument);
        Amount("quantity_max"u8, limit.QuantityMax);
    }

    public void Killed(in Killed kill)
    {
        Symbol(kill.Instrument);
        json.WriteBoolean("on"u8, kill.IsOn == 1);
        json.WriteNumber("orders"u8, kill.Orders);
    }

    public void MassCancelled(in MassCancelled cancel)
    {
        Symbol(cancel.Instrument);
        json.WriteSide(cancel.Side);
        json.WriteNumber("orders"u8, cancel.Orders);
    }

    // Null stands for all of them.
    private void Symbol(int instrument) =>
        json.WriteString(Names.Symbol, instrument == 0 ? null : names.Symbol(instrument));

    // Sums of values may pass 64 bits.
    private void Amount(ReadOnlySpan<byte> name, Int128 units)
    {
        json.WritePropertyName(name);
        if (units >= long.MinValue && units <= long.MaxValue)
            json.WriteDigits((long)units);
        else
            json.WriteRawValue(string.Create(
                CultureInfo.InvariantCulture,
                $"{units / Price.UnitsPerOne}.{Int128.Abs(units % Price.UnitsPerOne):D8}"));
    }
}
