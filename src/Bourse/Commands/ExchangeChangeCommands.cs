using System.CommandLine;

namespace Bourse.Commands;

/// <summary><c>bourse exchange replace, cancel-all, phase, kill, limits, fees</c>: what changes something.</summary>
internal static class ExchangeChangeCommands
{
    private static readonly Argument<long> Id = new("id") { Description = "The order's id." };
    private static readonly Option<string?> Price = new("--price") { Description = "Another limit." };
    private static readonly Option<string?> Quantity = new("--quantity")
    {
        Description = "Another quantity, of the whole order.",
    };

    private static readonly Option<string?> Stop = new("--stop") { Description = "Another stop." };
    private static readonly Option<bool> DaysOnly = new("--days-only") { Description = "Only orders of lifetime day." };
    private static readonly Option<int?> Session = new("--session")
    {
        Description = "Only orders placed with the key of this number.",
    };

    private static readonly Argument<string> Symbol = new("symbol") { Description = "The instrument, as XYZ-USD." };
    private static readonly Argument<string> Phase = new("phase")
    {
        Description = "continuous, closed, pre_open, opening_auction, halted, reopening_auction or closing_auction.",
    };

    private static readonly Option<string?> Reference = new("--reference-price")
    {
        Description = "Where several prices are as good for the auction, the one closest to this.",
    };

    private static readonly Argument<string> OnOff = new Argument<string>("switch") { Description = "on or off." }
        .AcceptOnlyFromAmong("on", "off");
    private static readonly Option<string?> OfAccount = new("--account") { Description = "An account's switch." };
    private static readonly Option<int?> OpenOrders = new("--open-orders") { Description = "Open orders at most." };
    private static readonly Option<string?> OrderValue = new("--order-value")
    {
        Description = "The largest value of one order.",
    };

    private static readonly Option<string?> Position = new("--position")
    {
        Description = "With --symbol, how far the position there may go either way.",
    };

    private static readonly Argument<string> Asset = new("asset") { Description = "The quote asset, as USD." };
    private static readonly Argument<int> Tier = new("tier") { Description = "1 to 8." };
    private static readonly Option<string?> ValueMin = new("--value")
    {
        Description = "Traded within thirty days; left out, the tier is taken away.",
    };

    private static readonly Option<int> Maker = new("--maker") { Description = "The maker's fee, in millionths." };
    private static readonly Option<int> Taker = new("--taker") { Description = "The taker's fee, in millionths." };

    public static Command CreateReplace() => ExchangeAsk.Create(
        "replace", "Give an open order another price or quantity. Example: bourse exchange replace 170 --price 99.25",
        given => ExchangeRequest.WithBody(
            HttpMethod.Patch, $"/v1/orders/{given.GetValue(Id)}", ("price", given.GetValue(Price)),
            ("quantity", given.GetValue(Quantity)), ("stop_price", given.GetValue(Stop))),
        Id, Price, Quantity, Stop);

    public static Command CreateCancelAll() => ExchangeAsk.Create(
        "cancel-all", "Cancel an account's orders, of all accounts with '*'. "
            + "Example: bourse exchange cancel-all ann --side buy",
        given => new HttpRequestMessage(HttpMethod.Delete, ExchangeRequest.Path(
            "/v1/orders", ("account", given.GetValue(ExchangeAsk.Account)), ("symbol", given.GetValue(ExchangeAsk.Symbol)),
            ("side", given.GetValue(ExchangeAsk.Side)), ("days_only", given.GetValue(DaysOnly) ? "true" : null),
            ("session", given.GetValue(Session)))),
        ExchangeAsk.Account, ExchangeAsk.Symbol, ExchangeAsk.Side, DaysOnly, Session);

    public static Command CreatePhase() => ExchangeAsk.Create(
        "phase", "Lead an instrument into a phase. Example: bourse exchange phase XYZ-USD halted",
        given => ExchangeRequest.WithBody(
            HttpMethod.Put, $"/v1/instruments/{ExchangeAsk.Escaped(given.GetValue(Symbol))}/phase",
            ("phase", given.GetValue(Phase)), ("reference_price", given.GetValue(Reference))),
        Symbol, Phase, Reference);

    public static Command CreateKill() => ExchangeAsk.Create(
        "kill", "Switch the exchange's kill switch, an account's or an instrument's. "
            + "Example: bourse exchange kill on --account ann",
        given => ExchangeRequest.WithBody(HttpMethod.Put, SwitchPath(given), ("on", Switched(given))),
        OnOff, OfAccount, ExchangeAsk.Symbol);

    public static Command CreateLimits() => ExchangeAsk.Create(
        "limits", "Limit an account. "
            + "Example: bourse exchange limits ann --open-orders 500, or --symbol XYZ-USD --position 1000",
        given =>
        {
            var path = $"/v1/accounts/{ExchangeAsk.Escaped(given.GetValue(ExchangeAsk.Account))}/limits";
            return given.GetValue(ExchangeAsk.Symbol) is { } symbol
                ? ExchangeRequest.WithBody(
                    HttpMethod.Put, $"{path}/{ExchangeAsk.Escaped(symbol)}", ("quantity_max", given.GetValue(Position)))
                : ExchangeRequest.WithBody(
                    HttpMethod.Put, path, ("open_orders_max", given.GetValue(OpenOrders)),
                    ("order_value_max", given.GetValue(OrderValue)));
        },
        ExchangeAsk.Account, OpenOrders, OrderValue, ExchangeAsk.Symbol, Position);

    public static Command CreateFees() => ExchangeAsk.Create(
        "fees", "Set a tier of fees, or take it away. Example: bourse exchange fees USD 1 --value 1000000 --taker 800",
        given =>
        {
            var path = $"/v1/fee-tiers/{ExchangeAsk.Escaped(given.GetValue(Asset))}/{given.GetValue(Tier)}";
            return given.GetValue(ValueMin) is { } value
                ? ExchangeRequest.WithBody(
                    HttpMethod.Put, path, ("value_min", value), ("maker_rate", given.GetValue(Maker)),
                    ("taker_rate", given.GetValue(Taker)))
                : new HttpRequestMessage(HttpMethod.Delete, path);
        },
        Asset, Tier, ValueMin, Maker, Taker);

    private static string SwitchPath(ParseResult given) =>
        given.GetValue(OfAccount) is { } account ? $"/v1/accounts/{ExchangeAsk.Escaped(account)}/kill"
        : given.GetValue(ExchangeAsk.Symbol) is { } symbol ? $"/v1/instruments/{ExchangeAsk.Escaped(symbol)}/kill"
        : "/v1/exchange/kill";

    // False would be left out of the body.
    private static System.Text.Json.Nodes.JsonValue Switched(ParseResult given) =>
        System.Text.Json.Nodes.JsonValue.Create(given.GetValue(OnOff) == "on");
}
