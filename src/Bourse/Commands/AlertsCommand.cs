using System.CommandLine;
using System.Text.Json.Nodes;
using static Bourse.Commands.LocalCommand;

namespace Bourse.Commands;

/// <summary><c>bourse alerts …</c>: what users want to be told of, and what has fired.</summary>
internal static class AlertsCommand
{
    private const string Path = "/v1/alerts";

    private static readonly string[] Columns =
    [
        "id", "user", "symbol", "kind", "threshold", "window_seconds", "hysteresis", "repeat", "webhook", "enabled", "fired",
    ];

    private static readonly string[] HistoryColumns =
        ["id", "alert", "user", "symbol", "kind", "threshold", "value", "time", "sequence", "webhook"];

    private static readonly Option<string?> User = new("--user") { Description = "Whose; everybody's in a list without it." };
    private static readonly Option<string> Owner = new("--user") { Description = "Whose it is to be.", Required = true };
    private static readonly Argument<long> Id = new("id") { Description = "The alert's id." };
    private static readonly Argument<long?> OptionalId = new("id")
    {
        Description = "The alert's id; all alerts' without it.",
        DefaultValueFactory = _ => null,
    };

    private static readonly Argument<string> Symbol = new("symbol") { Description = "The instrument, as ASX:BHP." };
    private static readonly Argument<string> Kind = new("kind")
    {
        Description = "price_above, price_below, percent_up, percent_down, volume_above or spread_above.",
    };

    private static readonly Argument<string> Threshold = new("threshold") { Description = "The price, percentage or volume." };
    private static readonly Option<int?> Window = new("--window") { Description = "Of percent and volume: seconds." };
    private static readonly Option<string?> Hysteresis = new("--hysteresis")
    {
        Description = "How far the value must come back before it fires again, in percent of the threshold.",
    };

    private static readonly Option<bool> Repeat = new("--repeat") { Description = "Fires again and again." };
    private static readonly Option<string?> Webhook = new("--webhook") { Description = "Where each firing is posted." };
    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most firings (100).",
        DefaultValueFactory = _ => 100,
    };

    public static Command Create() => new(
        "alerts", "What users want to be told of. Example: bourse alerts add ASX:BHP price_above 40.5 --user ann")
    {
        List(), Add(), Remove(), History(), Secret(),
    };

    private static Command List() => Ask(
        "list", "List alerts. Example: bourse alerts list --user ann",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Get, WatchingRequest.Of($"{Path}?limit=1000", given.GetValue(User)), null,
            answer => WatchingRequest.Print(answer["alerts"]!.AsArray(), asked.Format, Columns), asked.Stopping),
        User);

    private static Command Add() => Ask(
        "add", "Make an alert. Example: bourse alerts add KRAKEN:BTC-USD percent_down 3 --window 3600 --user ann",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Post, WatchingRequest.Of(Path, given.GetValue(Owner)), BodyOf(given),
            answer => WatchingRequest.Print([answer], asked.Format, Columns), asked.Stopping),
        Symbol, Kind, Threshold, Owner, Window, Hysteresis, Repeat, Webhook);

    private static Command Remove() => Ask(
        "remove", "Delete an alert. Example: bourse alerts remove 7",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Delete, $"{Path}/{given.GetValue(Id)}", null,
            answer => WatchingRequest.Print([answer], asked.Format, "removed"), asked.Stopping),
        Id);

    private static Command History() => Ask(
        "history", "What has fired, the newest first. Example: bourse alerts history --user ann",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Get, HistoryPath(given), null,
            answer => WatchingRequest.Print(answer["firings"]!.AsArray(), asked.Format, HistoryColumns), asked.Stopping),
        OptionalId, User, Limit);

    private static Command Secret() => Ask(
        "secret", "Show with what a user's webhooks are signed. Example: bourse alerts secret --user ann",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Post, WatchingRequest.Of($"{Path}/secret", given.GetValue(Owner)), null,
            answer => WatchingRequest.Print([answer], asked.Format, "user", "secret"), asked.Stopping),
        Owner);

    private static string HistoryPath(ParseResult given) => given.GetValue(OptionalId) is { } id
        ? $"{Path}/{id}/history?limit={given.GetValue(Limit)}"
        : WatchingRequest.Of($"{Path}/history?limit={given.GetValue(Limit)}", given.GetValue(User));

    private static JsonObject BodyOf(ParseResult given)
    {
        var body = new JsonObject
        {
            ["symbol"] = given.GetValue(Symbol), ["kind"] = given.GetValue(Kind), ["threshold"] = given.GetValue(Threshold),
            ["repeat"] = given.GetValue(Repeat),
        };
        if (given.GetValue(Window) is { } window)
            body["window_seconds"] = window;
        if (given.GetValue(Hysteresis) is { } hysteresis)
            body["hysteresis"] = hysteresis;
        if (given.GetValue(Webhook) is { } webhook)
            body["webhook"] = webhook;
        return body;
    }
}
