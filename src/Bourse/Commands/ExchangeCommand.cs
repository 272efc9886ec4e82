using System.CommandLine;
using System.Text.Json.Nodes;
using Bourse.Engine;
using Bourse.Journal;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse exchange …</c>: trading and administering our own exchange, and checking its journals.</summary>
internal static class ExchangeCommand
{
    private const string OrdersPath = "/v1/orders";
    private const string AccountsPath = "/v1/accounts";

    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Argument<string> Account = new("account") { Description = "The account's name." };
    private static readonly Argument<string> Asset = new("asset") { Description = "The asset's name, as USD." };
    private static readonly Argument<string> Amount = new("amount") { Description = "How much, as 1000.50." };
    private static readonly Argument<string> Symbol = new("symbol") { Description = "The instrument, as XYZ-USD." };
    private static readonly Argument<string> Side = new("side") { Description = "buy or sell." };
    private static readonly Argument<string> Quantity = new("quantity") { Description = "How many." };
    private static readonly Argument<long> Id = new("id") { Description = "The order's id." };
    private static readonly Option<int> Group = new("--group") { Description = "Accounts of one group are one owner." };
    private static readonly Option<string> Key = new("--key")
    {
        Description = "Names the command, so that sent again it is not done twice.",
    };

    private static readonly Option<string> Base = new("--base") { Description = "What is traded." };
    private static readonly Option<string> Quote = new("--quote") { Description = "What it is paid in." };
    private static readonly Option<bool> Paper = new("--paper")
    {
        Description = "Of the tape's markets, as ASX:BHP: orders execute against what is known there, on paper.",
    };

    private static readonly Option<int?> QuoteAge = new("--quote-age")
    {
        Description = "On paper, how old a quote may be, in seconds (900).",
    };

    private static readonly Option<int?> TradeAge = new("--trade-age")
    {
        Description = "On paper, how old a last trade may be where there is no quote, in seconds (60).",
    };

    private static readonly Option<string> Tick = Defaulted("--tick", "The step of prices.", "0.01");
    private static readonly Option<string> Lot = Defaulted("--lot", "The step of quantities.", "1");
    private static readonly Option<int> Maker = new("--maker") { Description = "The maker's fee, in millionths." };
    private static readonly Option<int> Taker = new("--taker") { Description = "The taker's fee, in millionths." };
    private static readonly Option<int> Protection = new("--protection")
    {
        Description = "How far from the best price a market order may trade, in millionths (50000).",
        DefaultValueFactory = _ => 50_000,
    };

    private static readonly Option<string> Price = new("--price") { Description = "Makes it a limit order." };
    private static readonly Option<string> Lifetime = Defaulted("--lifetime", "gtc, ioc, fok, day, gtd, opg or cls.", "gtc");
    private static readonly Option<string> Until = new("--until") { Description = "With gtd, when the order ends." };
    private static readonly Option<bool> PostOnly = new("--post-only") { Description = "Refused instead of taking." };
    private static readonly Option<string> Stop = new("--stop")
    {
        Description = "Makes it a stop: it waits for this price. With --price it is a limit order then.",
    };

    private static readonly Option<string> Trail = new("--trail")
    {
        Description = "Makes it a trailing stop, which stays so far from the best price.",
    };

    private static readonly Option<string> TrailPercent = new("--trail-percent")
    {
        Description = "Makes it a trailing stop, which stays such a part from the best price, as 2.5.",
    };

    private static readonly Option<string> TakeProfit = new("--take-profit")
    {
        Description = "The limit of an order on the other side, triggered by this one.",
    };

    private static readonly Option<string> StopLoss = new("--stop-loss")
    {
        Description = "The stop of an order on the other side, triggered by this one; 95:94.5 limits it.",
    };

    private static readonly Option<string> OrderClass = new("--order-class")
    {
        Description = "oco makes of take-profit and stop-loss two orders of this side alone.",
    };

    private static readonly Option<bool> ReduceOnly = new("--reduce-only")
    {
        Description = "Only brings the account's position towards zero.",
    };

    private static readonly Symbol[] OrderTerms =
    [
        Account, Symbol, Side, Quantity, Price, Stop, Trail, TrailPercent, Lifetime, Until, PostOnly, ReduceOnly,
    ];

    public static Command Create() => new(
        "exchange", "Trade on our own exchange and administer it. Example: bourse exchange book XYZ-USD")
    {
        Ask("open", "Open an account. Example: bourse exchange open ann", OpenAsync, Account, Group),
        Ask("deposit", "Bring something in. Example: bourse exchange deposit ann USD 1000",
            (given, stopping) => TransferAsync(given, "deposits", stopping), Account, Asset, Amount, Key),
        Ask("withdraw", "Take something out. Example: bourse exchange withdraw ann USD 10",
            (given, stopping) => TransferAsync(given, "withdrawals", stopping), Account, Asset, Amount, Key),
        Ask("list", "List an instrument. Example: bourse exchange list XYZ-USD --base XYZ --quote USD, "
            + "or on paper: bourse exchange list ASX:BHP --paper",
            ListAsync, Symbol, Base, Quote, Paper, QuoteAge, TradeAge, Tick, Lot, Maker, Taker, Protection),
        Ask("submit", "Place an order. Example: bourse exchange submit ann XYZ-USD buy 10 --price 99.5",
            (given, stopping) => SubmitAsync(given, OrdersPath, stopping),
            [.. OrderTerms, Key, TakeProfit, StopLoss, OrderClass]),
        Ask("preview", "What would become of an order. Example: bourse exchange preview ann XYZ-USD buy 10 --price 99.5",
            (given, stopping) => SubmitAsync(given, OrdersPath + "/preview", stopping), [.. OrderTerms, Key]),
        Ask("cancel", "Cancel an order. Example: bourse exchange cancel 170", (given, stopping) =>
            ExchangeRequest.DeleteAsync(given.GetValue(Data)!, $"{OrdersPath}/{given.GetValue(Id)}", stopping), Id),
        Ask("order", "Show an order. Example: bourse exchange order 170", (given, stopping) =>
            ExchangeRequest.GetAsync(given.GetValue(Data)!, $"{OrdersPath}/{given.GetValue(Id)}", stopping), Id),
        Ask("book", "Show a book. Example: bourse exchange book XYZ-USD", (given, stopping) => ExchangeRequest.GetAsync(
            given.GetValue(Data)!, $"/v1/exchange/book/{Escaped(given, Symbol)}", stopping), Symbol),
        Ask("account", "Show what an account has. Example: bourse exchange account ann", (given, stopping) =>
            ExchangeRequest.GetAsync(
                given.GetValue(Data)!, $"/v1/portfolio/{Escaped(given, Account)}", stopping), Account),
        ExchangeListCommands.CreateOrders(),
        ExchangeListCommands.CreateTrades(),
        ExchangeListCommands.CreateVolume(),
        ExchangeListCommands.CreateInstruments(),
        ExchangeListCommands.CreateAccounts(),
        ExchangeChangeCommands.CreateReplace(),
        ExchangeChangeCommands.CreateCancelAll(),
        ExchangeChangeCommands.CreatePhase(),
        ExchangeChangeCommands.CreateKill(),
        ExchangeChangeCommands.CreateLimits(),
        ExchangeChangeCommands.CreateFees(),
        Verify(),
        ExchangeAtCommand.Create(),
        ExchangeBackupCommand.CreateBackup(),
        ExchangeBackupCommand.CreateRestore(),
    };

    private static Command Ask(
        string name, string text, Func<ParseResult, CancellationToken, Task<int>> act, params Symbol[] symbols)
    {
        var command = new Command(name, text) { Data };
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        command.SetAction(act);
        return command;
    }

    private static Option<string> Defaulted(string name, string text, string value) => new(name)
    {
        Description = $"{text} ({value})",
        DefaultValueFactory = _ => value,
    };

    private static string Escaped(ParseResult given, Argument<string> argument) =>
        Uri.EscapeDataString(given.GetValue(argument)!);

    private static Task<int> OpenAsync(ParseResult given, CancellationToken stopping) => ExchangeRequest.PostAsync(
        given.GetValue(Data)!, AccountsPath, stopping,
        ("name", given.GetValue(Account)), ("group", given.GetValue(Group)));

    private static Task<int> TransferAsync(ParseResult given, string direction, CancellationToken stopping) =>
        ExchangeRequest.PostAsync(
            given.GetValue(Data)!, $"{AccountsPath}/{Escaped(given, Account)}/{direction}", stopping,
            ("asset", given.GetValue(Asset)), ("amount", given.GetValue(Amount)), ("client_id", given.GetValue(Key)));

    private static Task<int> ListAsync(ParseResult given, CancellationToken stopping) => ExchangeRequest.PostAsync(
        given.GetValue(Data)!, "/v1/instruments", stopping,
        ("symbol", given.GetValue(Symbol)), ("base", given.GetValue(Base)), ("quote", given.GetValue(Quote)),
        ("tick", given.GetValue(Tick)), ("lot", given.GetValue(Lot)), ("maker_rate", given.GetValue(Maker)),
        ("taker_rate", given.GetValue(Taker)), ("protection", given.GetValue(Protection)),
        ("paper", given.GetValue(Paper)), ("quote_age_seconds", given.GetValue(QuoteAge)),
        ("trade_age_seconds", given.GetValue(TradeAge)));

    private static Task<int> SubmitAsync(ParseResult given, string path, CancellationToken stopping) =>
        ExchangeRequest.PostAsync(given.GetValue(Data)!, path, stopping, FieldsOf(given));

    private static (string Name, object? Value)[] FieldsOf(ParseResult given) =>
    [
        ("account", given.GetValue(Account)), ("symbol", given.GetValue(Symbol)), ("side", given.GetValue(Side)),
        ("type", TypeOf(given)), ("quantity", given.GetValue(Quantity)), ("price", given.GetValue(Price)),
        ("stop_price", given.GetValue(Stop)), ("trail_price", given.GetValue(Trail)),
        ("trail_percent", given.GetValue(TrailPercent)), ("time_in_force", given.GetValue(Lifetime)),
        ("expires_at", given.GetValue(Until)),
        ("post_only", given.GetValue(PostOnly)), ("reduce_only", given.GetValue(ReduceOnly)),
        ("order_class", ClassOf(given)), ("take_profit", Prices(given.GetValue(TakeProfit), "limit_price")),
        ("stop_loss", Prices(given.GetValue(StopLoss), "stop_price", "limit_price")),
        ("client_order_id", given.GetValue(Key)),
    ];

    /// <summary>Both make a bracket unless it is said otherwise, one alone is triggered.</summary>
    private static string? ClassOf(ParseResult given) => given.GetValue(OrderClass)
        ?? ((given.GetValue(TakeProfit), given.GetValue(StopLoss)) switch
        {
            (null, null) => null,
            (null, _) or (_, null) => "oto",
            _ => "bracket",
        });

    private static JsonObject? Prices(string? given, params ReadOnlySpan<string> names)
    {
        if (given is null)
            return null;
        var prices = new JsonObject();
        var texts = given.Split(':', names.Length);
        for (var i = 0; i < texts.Length; i++)
            prices[names[i]] = texts[i];
        return prices;
    }

    private static string TypeOf(ParseResult given) =>
        (given.GetValue(Trail) ?? given.GetValue(TrailPercent)) is not null ? "trailing_stop"
        : (given.GetValue(Stop), given.GetValue(Price)) switch
        {
            (null, null) => "market",
            (null, _) => "limit",
            (_, null) => "stop",
            _ => "stop_limit",
        };

    private static Command Verify()
    {
        var output = CommonOptions.Output();
        var command = new Command(
            "verify",
            "Carry out all orders again and compare the blotter byte for byte, and each snapshot; works beside a running "
            + "server. "
            + "Example: bourse exchange verify --data data")
        {
            Data, output,
        };
        command.SetAction(given => Verify(given.GetValue(Data)!, given.GetValue(output)));
        return command;
    }

    private static int Verify(string dataDirectory, OutputFormat format)
    {
        try
        {
            var found = ExchangeVerifier.Verify(
                DataDirectory.OrdersIn(dataDirectory), DataDirectory.BlotterIn(dataDirectory),
                DataDirectory.SnapshotsIn(dataDirectory));
            Print(found, format);
            return found.Snapshots.Any(snapshot => snapshot.Fault is not null)
                ? Screen.Fail("a snapshot is not what the orders make.")
                : ExitCode.Fine;
        }
        catch (Exception fault) when (fault is BlotterException or JournalException or IOException
            or UnauthorizedAccessException)
        {
            return Screen.Fail(fault.Message);
        }
    }

    private static void Print(ExchangeVerification found, OutputFormat format)
    {
        var replay = found.Replay;
        var sections = new Sections();
        sections.Add("exchange", "commands", "events", "missing_events", "open_orders", "time", "state_hash", "seconds")
            .Add(
                replay.Commands, replay.Events, replay.Missing, replay.OpenOrders, replay.Time,
                replay.StateHash.ToString("x16"), Math.Round(replay.Elapsed.TotalSeconds, 3));
        var snapshots = sections.Add("snapshots", "file", "sequence", "time", "fault");
        foreach (var snapshot in found.Snapshots)
            snapshots.Add(Path.GetFileName(snapshot.Path), snapshot.Sequence, snapshot.Time, snapshot.Fault);
        sections.Print(format);
    }
}
