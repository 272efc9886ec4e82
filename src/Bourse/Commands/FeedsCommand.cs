using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse feeds</c>: the venues and other feeds of a running server, and changes to the registry of venues.</summary>
internal static class FeedsCommand
{
    private static readonly Argument<string> Venue = new("venue") { Description = "A code of the registry, as KRAKEN." };
    private static readonly Argument<string> Symbol = new("symbol") { Description = "BTC-USD, whatever the venue calls it." };
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    public static Command Create() => new(
        "feeds", "Show feeds and venues, and change which instruments are followed. Example: bourse feeds add KRAKEN ADA-USD")
    {
        List(), Add(), Remove(), Enable("enable", isEnabled: true), Enable("disable", isEnabled: false), Resync(),
        FeedsCheckCommand.Create(),
    };

    private static Command List()
    {
        var command = new Command(
            "list", "Show every venue, its connections and books, and the other feeds. Example: bourse feeds list")
        {
            Data, Output,
        };
        command.SetAction((given, stopping) => FeedsRequest.ListAsync(
            given.GetValue(Data)!, given.GetValue(Output), stopping));
        return command;
    }

    private static Command Add()
    {
        var name = new Option<string?>("--name") { Description = "The venue's own name, where it does not follow." };
        var tick = new Option<string?>("--tick") { Description = "The smallest step of a price; else the venue says it." };
        var lot = new Option<string?>("--lot") { Description = "The smallest step of a quantity; else the venue says it." };
        var command = new Command(
            "add", "Follow an instrument, from now on and after a restart. Example: bourse feeds add KRAKEN ADA-USD")
        {
            Venue, Symbol, name, tick, lot, Data, Output,
        };
        command.SetAction((given, stopping) => FeedsRequest.SendAsync(
            HttpMethod.Post, given.GetValue(Data)!, $"{Escaped(given, Venue)}/symbols", given.GetValue(Output), stopping,
            ("symbol", given.GetValue(Symbol)), ("name", given.GetValue(name)), ("tick", given.GetValue(tick)),
            ("lot", given.GetValue(lot))));
        return command;
    }

    private static Command Remove()
    {
        var command = new Command(
            "remove", "Follow an instrument no longer. Example: bourse feeds remove KRAKEN ADA-USD")
        {
            Venue, Symbol, Data, Output,
        };
        command.SetAction((given, stopping) => FeedsRequest.SendAsync(
            HttpMethod.Delete, given.GetValue(Data)!, $"{Escaped(given, Venue)}/symbols/{Escaped(given, Symbol)}",
            given.GetValue(Output), stopping));
        return command;
    }

    private static Command Enable(string name, bool isEnabled)
    {
        var text = isEnabled ? "Follow a venue that was switched off." : "Switch a venue off.";
        var command = new Command(name, $"{text} Example: bourse feeds {name} ALPACA") { Venue, Data, Output };
        command.SetAction((given, stopping) => FeedsRequest.SendAsync(
            HttpMethod.Post, given.GetValue(Data)!, Escaped(given, Venue), given.GetValue(Output), stopping,
            ("enabled", isEnabled)));
        return command;
    }

    private static Command Resync()
    {
        var symbol = new Argument<string?>("symbol")
        {
            Description = "One instrument; all of the venue when left out.",
            DefaultValueFactory = _ => null,
        };
        var command = new Command("resync", "Ask a venue for books anew. Example: bourse feeds resync KRAKEN BTC-USD")
        {
            Venue, symbol, Data, Output,
        };
        command.SetAction((given, stopping) => FeedsRequest.SendAsync(
            HttpMethod.Post, given.GetValue(Data)!, $"{Escaped(given, Venue)}/resync", given.GetValue(Output), stopping,
            ("symbol", given.GetValue(symbol))));
        return command;
    }

    private static string Escaped(ParseResult given, Argument<string> argument) =>
        Uri.EscapeDataString(given.GetValue(argument)!.ToUpperInvariant());
}
