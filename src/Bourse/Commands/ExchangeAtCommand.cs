using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bourse.Engine;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Matching;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse exchange at</c>: the exchange as it was at a moment, from its orders journal alone.</summary>
internal static class ExchangeAtCommand
{
    private const int DepthMax = 100_000;

    private static readonly Argument<string> Moment = new("moment")
    {
        Description = "A sequence of the orders, as 1500, or a time, as 2026-01-05T10:30:00Z.",
    };

    private static readonly Option<string?> Account = new("--account")
    {
        Description = "Show what this account had: balances, positions, open orders.",
    };

    private static readonly Option<string?> Book = new("--book") { Description = "Show the book of this instrument." };

    private static readonly Option<int> Depth = new("--depth")
    {
        Description = "How many levels of each side of the book (10).",
        DefaultValueFactory = _ => 10,
        Validators =
        {
            given =>
            {
                if (given.GetValueOrDefault<int>() is < 1 or > DepthMax)
                    given.AddError($"--depth: from 1 to {DepthMax}.");
            },
        },
    };

    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    public static Command Create()
    {
        var command = new Command(
            "at",
            "Show the exchange as it was after a command, or at a time; works beside a running server. "
            + "Example: bourse exchange at 2026-01-05T10:30:00Z --account ann --book XYZ-USD")
        {
            Moment, Account, Book, Depth, Data, Output,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        var moment = given.GetValue(Moment)!;
        var (orders, snapshots) = (
            DataDirectory.OrdersIn(given.GetValue(Data)!), DataDirectory.SnapshotsIn(given.GetValue(Data)!));
        try
        {
            if (long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
                return Show(ExchangeHistory.At(orders, sequence, snapshots), given);
            return Timestamp.TryParse(Encoding.UTF8.GetBytes(moment), out var time)
                ? Show(ExchangeHistory.At(orders, time, snapshots), given)
                : Screen.Fail($"'{moment}' is neither a sequence nor a time (ISO 8601).", ExitCode.Misused);
        }
        catch (Exception fault) when (fault is MomentException or BlotterException or JournalException or IOException
            or UnauthorizedAccessException)
        {
            return Screen.Fail(fault.Message);
        }
    }

    private static int Show(EngineView view, ParseResult given)
    {
        var (account, symbol) = (given.GetValue(Account), given.GetValue(Book));
        var sections = new Sections();
        AddMoment(sections, view);
        if (account is not null && !TryAddAccount(sections, view, account))
            return Screen.Fail($"there was no account '{account}' after sequence {view.LastSequence}.");
        if (symbol is not null && !TryAddBook(sections, view, symbol, given.GetValue(Depth)))
            return Screen.Fail($"no instrument '{symbol}' was listed after sequence {view.LastSequence}.");
        if (account is null && symbol is null)
            AddSummary(sections, view);
        sections.Print(given.GetValue(Output));
        return ExitCode.Fine;
    }

    private static void AddMoment(Sections sections, EngineView view) => sections
        .Add("moment", "sequence", "time", "state_hash", "accounts", "open_orders")
        .Add(view.LastSequence, view.Time, view.StateHash().ToString("x16", CultureInfo.InvariantCulture),
            view.Walk.AccountCount, view.OpenOrders);

    private static void AddSummary(Sections sections, EngineView view)
    {
        var assets = sections.Add("assets", "asset", "supply");
        foreach (var asset in view.Walk.Assets())
            assets.Add(asset.Name, new Money(asset.Supply));
        var instruments = sections.Add("instruments", "symbol", "phase", "last_price", "trades", "open_orders");
        foreach (var listed in view.Walk.Instruments())
            instruments.Add(
                listed.Symbol, Word(listed.Phase), listed.Trades == 0 ? null : new Price(listed.LastPrice),
                listed.Trades, listed.OpenOrders);
    }

    private static bool TryAddAccount(Sections sections, EngineView view, string name)
    {
        if (view.PortfolioOf(view.Names.Account(name)) is not { } portfolio)
            return false;
        var balances = sections.Add("balances", "asset", "total", "held");
        foreach (var (asset, holding) in portfolio.Holdings)
            balances.Add(asset, new Money(holding.Total), new Money(holding.Held));
        var positions = sections.Add(
            "positions", "symbol", "quantity", "cost", "average_cost", "mark_price", "value", "unrealised", "realised",
            "fees");
        foreach (var position in portfolio.Positions)
            positions.Add(
                position.Symbol, new Quantity(position.Quantity), Amount(position.Cost), Amount(position.AverageCost),
                position.Mark == 0 ? null : new Price(position.Mark), Amount(position.Value),
                Amount(position.Unrealised), Amount(position.Realised), Amount(position.Fees));
        var totals = sections.Add("totals", "asset", "cost", "value", "unrealised", "realised", "fees");
        foreach (var total in portfolio.Totals)
            totals.Add(
                total.Asset, Amount(total.Cost), Amount(total.Value), Amount(total.Unrealised), Amount(total.Realised),
                Amount(total.Fees));
        var orders = sections.Add("orders", "order_id", "symbol", "side", "price", "quantity", "open", "held");
        foreach (var order in view.Walk.OrdersOf(portfolio.Account))
            orders.Add(
                order.Id, view.Names.Symbol(order.Instrument), Word(order.Side), new Price(order.Price),
                new Quantity(order.Quantity), new Quantity(order.Open), new Money(order.Held));
        return true;
    }

    private static bool TryAddBook(Sections sections, EngineView view, string symbol, int levelsMax)
    {
        if (view.DepthOf(view.Names.Instrument(symbol), levelsMax) is not { } depth)
            return false;
        var book = sections.Add("book", "side", "price", "quantity", "orders");
        AddLevels("bid", depth.Bids);
        AddLevels("ask", depth.Asks);
        return true;

        void AddLevels(string side, IReadOnlyList<DepthLevel> levels)
        {
            foreach (var level in levels)
                book.Add(side, new Price(level.Price), new Quantity(level.Quantity), level.Orders);
        }
    }

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    // Sums of values may pass 64 bits, and then what prints an amount cannot take them.
    private static object? Amount(Int128? amount) => amount is not { } units ? null
        : units >= long.MinValue && units <= long.MaxValue ? new Money((long)units)
        : $"{units / Price.UnitsPerOne}.{Int128.Abs(units % Price.UnitsPerOne):D8}";
}
