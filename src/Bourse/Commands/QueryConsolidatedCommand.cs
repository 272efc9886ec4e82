using System.CommandLine;
using Bourse.Market;
using Bourse.Output;
using Bourse.Ticks;

namespace Bourse.Commands;

/// <summary><c>bourse query consolidated</c>: the best bid and ask of a symbol over all its venues.</summary>
internal static class QueryConsolidatedCommand
{
    private static readonly Argument<string> Symbol = new("symbol") { Description = "BTC-USD, on whatever venues." };

    private static readonly Option<double> Age = new("--age")
    {
        Description = "Leave out venues that have been silent for so many seconds; 0 leaves none out.",
    };

    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    public static Command Create()
    {
        var command = new Command(
            "consolidated",
            "Print the best bid and ask over all venues. Example: bourse query consolidated BTC-USD --age 5")
        {
            Symbol, Age, Data, Output,
        };
        Age.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double>() is < 0 or double.NaN or > 315_360_000)
                given.AddError("--age: seconds, 0 to 315360000.");
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult given)
    {
        using var view = TapeView.Open(given.GetValue(Data)!);
        if (view is null)
            return ExitCode.Failed;
        var symbol = given.GetValue(Symbol)!;
        var instruments = view.Named(symbol);
        if (instruments.Length == 0)
            return ExitCode.Failed;
        var age = TimeSpan.FromSeconds(given.GetValue(Age));
        var oldest = age == TimeSpan.Zero
            ? Timestamp.MinValue
            : Timestamp.FromDateTime(TimeProvider.System.GetUtcNow() - age);
        Print(ConsolidatedView.Of(symbol.ToUpperInvariant(), instruments, oldest), given.GetValue(Output));
        return ExitCode.Fine;
    }

    private static void Print(ConsolidatedView view, OutputFormat format)
    {
        var sections = new Sections();
        var (bid, ask) = (view.Bid, view.Ask);
        sections.Add(
            "consolidated", "symbol", "currency", "bid_venue", "bid_size", "bid", "ask", "ask_size", "ask_venue", "spread",
            "arbitrage", "arbitrage_size").Add(
            view.Symbol, view.Currency, bid?.Instrument.Venue.Code, bid?.Bid?.Quantity, bid?.Bid?.Price, ask?.Ask?.Price,
            ask?.Ask?.Quantity, ask?.Instrument.Venue.Code, view.Spread, view.Arbitrage, view.ArbitrageSize);
        var venues = sections.Add("venues", "venue", "time", "bid_size", "bid", "ask", "ask_size", "sequence", "left_out");
        foreach (var venue in view.Venues)
            venues.Add(
                venue.Instrument.Venue.Code, venue.Time, venue.Bid?.Quantity, venue.Bid?.Price, venue.Ask?.Price,
                venue.Ask?.Quantity, venue.Sequence,
                venue.LeftOut == LeftOut.None ? null : venue.LeftOut.ToString().ToLowerInvariant());
        sections.Print(format);
    }
}
