using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Matching;

namespace Bourse.Gateway.Trading;

/// <summary>A new order, as JSON has it.</summary>
internal sealed class OrderRequest
{
    public const int ClientIdLengthMax = 36;

    private PlaceOrder _order;
    private PlaceGroup _group;

    /// <summary>What keeps it from being handed in; null when nothing does.</summary>
    public Problem? Fault { get; private init; }

    public required string Account { get; init; }

    public Acknowledgement Level { get; private init; }

    /// <summary>The order, where it comes alone.</summary>
    public PlaceOrder Order => _order;

    /// <summary>Of no kind when the order comes alone.</summary>
    public GroupKind Group => _group.Kind;

    /// <summary>What it is as a command of the exchange.</summary>
    public CommandType Type => Group == GroupKind.None ? CommandType.PlaceOrder : CommandType.PlaceGroup;

    public ReadOnlySpan<byte> Payload =>
        Group == GroupKind.None ? CommandAnswer.Bytes(_order) : CommandAnswer.Bytes(_group);

    /// <param name="key">What the header Idempotency-Key says; empty when it is not there.</param>
    public static OrderRequest Read(JsonFields fields, string key, Caller caller, ExchangeNames names)
    {
        var account = AccountName.Of(fields, caller);
        var order = new PlaceOrder
        {
            Account = AccountName.ToTrade(fields, account, caller, names),
            Instrument = InstrumentName.Of(fields, names),
            Side = fields.Choice("side", ("", Side.Unknown), ("buy", Side.Buy), ("sell", Side.Sell)),
            Kind = fields.Choice(
                "type", ("limit", OrderKind.Limit), ("market", OrderKind.Market), ("stop", OrderKind.Stop),
                ("stop_limit", OrderKind.StopLimit), ("trailing_stop", OrderKind.TrailingStop)),
            Lifetime = fields.Choice(
                "time_in_force", ("gtc", Lifetime.GoodTillCancel), ("ioc", Lifetime.ImmediateOrCancel),
                ("fok", Lifetime.FillOrKill), ("day", Lifetime.Day), ("gtd", Lifetime.GoodTillDate),
                ("opg", Lifetime.Opening), ("cls", Lifetime.Closing)),
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
            ExpiresAt = fields.Time("expires_at").Nanoseconds,
            Session = caller.Session,
            ClientId = ClientIdOf(fields, "client_order_id", key),
        };
        var level = fields.Choice(
            "acknowledgement", ("durable", Acknowledgement.Durable), ("journaled", Acknowledgement.Journaled));
        var group = GroupRequest.Read(fields, order);
        if (order.Side == Side.Unknown)
            fields.Refuse("side", "'side' must be buy or sell.");
        fields.End();
        return new OrderRequest { Account = account, Level = level, Fault = fields.Fault, _order = order, _group = group };
    }

    /// <summary>What names a command so that it is not done twice: a field, or the header.</summary>
    public static Text40 ClientIdOf(JsonFields fields, string field, string key)
    {
        var id = fields.Text(field, ClientIdLengthMax);
        if (key.Length > ClientIdLengthMax || key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            fields.Refuse(
                CommandAnswer.KeyHeader, $"The key has up to {ClientIdLengthMax} printable ASCII characters.");
        else if (id.Length > 0 && key.Length > 0 && id != key)
            fields.Refuse(field, $"'{field}' and the header {CommandAnswer.KeyHeader} differ.");
        else if (fields.Fault is null)
            return Text40.Of(id.Length > 0 ? id : key);
        return default;
    }

    // A ten-thousandth part of a percent is a millionth.
    private static int TrailRateOf(JsonFields fields)
    {
        const long UnitsPerMillionth = Price.UnitsPerOne / 10_000;
        var percent = fields.Units("trail_percent");
        if (percent % UnitsPerMillionth != 0 || percent > 100 * Price.UnitsPerOne || percent < -100 * Price.UnitsPerOne)
            fields.Refuse("trail_percent", "'trail_percent' is below 100 and has up to four decimals.");
        else
            return (int)(percent / UnitsPerMillionth);
        return 0;
    }
}
