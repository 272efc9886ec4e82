using System.CommandLine;

namespace Bourse.Commands;

/// <summary><c>bourse exchange orders, trades, volume, instruments, accounts</c>: what there is.</summary>
internal static class ExchangeListCommands
{
    private static readonly Option<string?> Status = new("--status") { Description = "open (as when left out), closed or all." };
    private static readonly Option<string?> From = new("--from") { Description = "From this time on." };
    private static readonly Option<string?> To = new("--to") { Description = "Before this time." };
    private static readonly Option<int?> Limit = new("--limit") { Description = "How many at most, up to 1000 (100)." };
    private static readonly Option<string?> Cursor = new("--cursor") { Description = "The next_cursor of the page before." };
    private static readonly Option<string?> OfAccount = new("--account") { Description = "Only of this account." };
    private static readonly Option<string?> Window = new("--window") { Description = "How far back, as 1h, 24h or 7d (24h)." };
    private static readonly Option<string?> Period = new("--period") { Description = "minute, hour (as when left out) or day." };

    public static Command CreateOrders() => ExchangeAsk.Create(
        "orders", "Show an account's orders, the newest first. Example: bourse exchange orders ann --status all --output json",
        given => ExchangeAsk.Get(
            "/v1/orders", ("account", given.GetValue(ExchangeAsk.Account)), ("symbol", given.GetValue(ExchangeAsk.Symbol)),
            ("side", given.GetValue(ExchangeAsk.Side)), ("status", given.GetValue(Status)), ("from", given.GetValue(From)),
            ("to", given.GetValue(To)), ("limit", given.GetValue(Limit)), ("cursor", given.GetValue(Cursor))),
        ExchangeAsk.Account, ExchangeAsk.Symbol, ExchangeAsk.Side, Status, From, To, Limit, Cursor);

    public static Command CreateTrades() => ExchangeAsk.Create(
        "trades", "Find executions, the newest first. Example: bourse exchange trades --account ann --symbol XYZ-USD",
        given => ExchangeAsk.Get(
            "/v1/trades/search", ("account", given.GetValue(OfAccount)), ("symbol", given.GetValue(ExchangeAsk.Symbol)),
            ("side", given.GetValue(ExchangeAsk.Side)), ("from", given.GetValue(From)), ("to", given.GetValue(To)),
            ("limit", given.GetValue(Limit)), ("cursor", given.GetValue(Cursor))),
        OfAccount, ExchangeAsk.Symbol, ExchangeAsk.Side, From, To, Limit, Cursor);

    public static Command CreateVolume() => ExchangeAsk.Create(
        "volume", "Show what was traded, by period. Example: bourse exchange volume --symbol XYZ-USD --window 7d --period day",
        given => ExchangeAsk.Get(
            "/v1/analytics/volume", ("symbol", given.GetValue(ExchangeAsk.Symbol)), ("user_id", given.GetValue(OfAccount)),
            ("time_window", given.GetValue(Window)), ("period", given.GetValue(Period)), ("from", given.GetValue(From)),
            ("to", given.GetValue(To))),
        OfAccount, ExchangeAsk.Symbol, Window, Period, From, To);

    public static Command CreateInstruments() => ExchangeAsk.Create(
        "instruments", "Show what the exchange has listed. Example: bourse exchange instruments --output csv",
        given => ExchangeAsk.Get("/v1/instruments", ("limit", given.GetValue(Limit)), ("cursor", given.GetValue(Cursor))),
        Limit, Cursor);

    public static Command CreateAccounts() => ExchangeAsk.Create(
        "accounts", "Show accounts and their limits. Example: bourse exchange accounts --limit 1000",
        given => ExchangeAsk.Get("/v1/accounts", ("limit", given.GetValue(Limit)), ("cursor", given.GetValue(Cursor))),
        Limit, Cursor);
}
