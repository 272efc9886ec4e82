using System.CommandLine;
using System.Text.Json.Nodes;
using static Bourse.Commands.LocalCommand;

namespace Bourse.Commands;

/// <summary><c>bourse watchlists …</c>: instruments that users keep an eye on.</summary>
internal static class WatchlistsCommand
{
    private const string Path = "/v1/watchlists";

    private static readonly string[] Columns = ["id", "user", "name", "symbols", "changed"];

    private static readonly Option<string?> User = new("--user") { Description = "Whose; everybody's without it." };
    private static readonly Option<string> Owner = new("--user") { Description = "Whose it is to be.", Required = true };
    private static readonly Argument<long> Id = new("id") { Description = "The watchlist's id." };
    private static readonly Argument<string> Name = new("name") { Description = "Its name." };
    private static readonly Argument<string[]> Symbols = new("symbols") { Description = "As BHP or ASX:BHP." };

    public static Command Create() => new(
        "watchlists", "Instruments that users keep an eye on. Example: bourse watchlists list --user ann")
    {
        List(), Add(), Remove(),
    };

    private static Command List() => Ask(
        "list", "List watchlists. Example: bourse watchlists list",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Get, WatchingRequest.Of($"{Path}?limit=1000", given.GetValue(User)), null,
            answer => WatchingRequest.Print(answer["watchlists"]!.AsArray(), asked.Format, Columns), asked.Stopping),
        User);

    private static Command Add() => Ask(
        "add", "Make a watchlist. Example: bourse watchlists add Miners ASX:BHP RIO --user ann",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Post, WatchingRequest.Of(Path, given.GetValue(Owner)), BodyOf(given),
            answer => WatchingRequest.Print([answer], asked.Format, Columns), asked.Stopping),
        Name, Symbols, Owner);

    private static Command Remove() => Ask(
        "remove", "Delete a watchlist. Example: bourse watchlists remove 7",
        (given, asked) => WatchingRequest.AskAsync(
            asked.Data, HttpMethod.Delete, $"{Path}/{given.GetValue(Id)}", null,
            answer => WatchingRequest.Print([answer], asked.Format, "removed"), asked.Stopping),
        Id);

    private static JsonObject BodyOf(ParseResult given) => new()
    {
        ["name"] = given.GetValue(Name),
        ["symbols"] = new JsonArray([.. (given.GetValue(Symbols) ?? []).Select(symbol => (JsonNode)symbol)]),
    };
}
