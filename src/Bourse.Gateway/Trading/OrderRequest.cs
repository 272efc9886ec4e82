using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Matching;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>A new order, as JSON has it.</summary>
internal static class OrderRequest
{
    public const int ClientIdLengthMax = 36;
    public const int AccountLengthMax = 40;
    public const int SymbolLengthMax = 32;

    /// <summary>Null when the order can be handed in.</summary>
    /// <param name="group">The order and those that come with it; of no kind when it comes alone.</param>
    /// <param name="key">What the header Idempotency-Key says; empty when it is not there.</param>
    public static Problem? Read(
        JsonElement body, string key, ExchangeNames names, out PlaceOrder order, out PlaceGroup group,
        out Acknowledgement level)
    {
        var fields = new JsonFields(body);
        order = new PlaceOrder
        {
            Account = AccountOf(fields, names),
            Instrument = InstrumentOf(fields, names),
            Side = fields.Choice("side", ("", Side.Unknown), ("buy", Side.Buy), ("sell", Side.Sell)),
            Kind = fields.Choice(
                "type", ("limit", OrderKind.Limit), ("market", OrderKind.Market), ("stop", OrderKind.Stop),
                ("stop_limit", OrderKind.StopLimit), ("trailing_stop", OrderKind.TrailingStop)),
            Lifetime = fields.Choice(
                "time_in_force", ("gtc", Lifetime.GoodTillCancel), ("ioc", Lifetime.ImmediateOrCancel),
                ("fok", Lifetime.FillOrKill), ("day", Lifetime.Day), ("opg", Lifetime.Opening),
                ("cls", Lifetime.Closing)),
            SelfTradePrevention = fields.Choice(
                "self_trade_prevention", ("none", SelfTradePrevention.None),
                ("cancel_newest", SelfTradePrevention.CancelNewest),
                ("cancel_oldest", SelfTradePrevention.CancelOldest), ("cancel_both", SelfTradePrevention.CancelBoth),
                ("decrement", SelfTradePrevention.Decrement)),
            Flags = (fields.Flag("post_only") ? OrderFlags.PostOnly : OrderFlags.None)
                | (fields.Flag("reduce_only") ? OrderFlags.ReduceOnly : OrderFlags.None),
            Price = fields.Units("price"),
            StopPrice = fields.Units("stop_price"),
            Trail = fields.Units("trail_price"),
            TrailRate = TrailRateOf(fields),
            Quantity = fields.Units("quantity"),
            Notional = fields.Units("notional"),
            Display = fields.Units("display_quantity"),
            ClientId = Text40.Of(ClientIdOf(fields, key)),
        };
        level = fields.Choice(
            "acknowledgement", ("durable", Acknowledgement.Durable), ("journaled", Acknowledgement.Journaled));
        group = GroupRequest.Read(fields, order);
        if (order.Side == Side.Unknown)
            fields.Refuse("side", "'side' must be buy or sell.");
        fields.End();
        return fields.Fault;
    }

    /// <summary>The number of the account that a body names.</summary>
    public static int AccountOf(JsonFields fields, ExchangeNames names)
    {
        var name = fields.NeededText("account", AccountLengthMax);
        var account = names.Account(name);
        if (account == 0)
            fields.Refuse(UnknownAccount(name));
        return account;
    }

    public static Problem UnknownAccount(string name) => new(
        StatusCodes.Status404NotFound, "account_unknown", $"No account is called '{Shown.Short(name)}'.", "account");

    // A ten-thousandth part of a percent is a millionth.
    private static int TrailRateOf(JsonFields fields)
    {
        const long UnitsPerMillionth = Price.UnitsPerOne / 10_000;
        var percent = fields.Units("trail_percent");
        if (percent % UnitsPerMillionth != 0 || Math.Abs(percent) > 100 * Price.UnitsPerOne)
            fields.Refuse("trail_percent", "'trail_percent' is below 100 and has up to four decimals.");
        else
            return (int)(percent / UnitsPerMillionth);
        return 0;
    }

    private static int InstrumentOf(JsonFields fields, ExchangeNames names)
    {
        var symbol = fields.NeededText("symbol", SymbolLengthMax);
        var instrument = names.Instrument(symbol);
        if (instrument == 0)
            fields.Refuse(Problem.UnknownInstrument(symbol));
        return instrument;
    }

    private static string ClientIdOf(JsonFields fields, string key)
    {
        var id = fields.Text("client_order_id", ClientIdLengthMax);
        if (key.Length > ClientIdLengthMax || key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            fields.Refuse("Idempotency-Key", $"The key has up to {ClientIdLengthMax} printable ASCII characters.");
        else if (id.Length > 0 && key.Length > 0 && id != key)
            fields.Refuse("client_order_id", "'client_order_id' and the header Idempotency-Key differ.");
        else if (fields.Fault is null)
            return id.Length > 0 ? id : key;
        return "";
    }
}
