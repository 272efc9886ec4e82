using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse symbols</c>: the instruments on the tape.</summary>
internal static class SymbolsCommand
{
    public static Command Create()
    {
        var filter = new Argument<string>("text")
        {
            Description = "Only symbols and names that contain this.",
            DefaultValueFactory = _ => "",
        };
        var (data, output) = (CommonOptions.Data(), CommonOptions.Output());
        var command = new Command("symbols", "List the instruments on the tape. Example: bourse symbols rio")
        {
            filter, data, output,
        };
        command.SetAction(invocation =>
        {
            using var view = TapeView.Open(invocation.GetValue(data)!);
            if (view is null)
                return ExitCode.Failed;
            var text = invocation.GetValue(filter)!;
            var report = new Report("id", "instrument", "name", "currency", "zone", "synthetic", "bots");
            foreach (var instrument in view.Store.Instruments.All)
                if (instrument.Key.Contains(text, StringComparison.OrdinalIgnoreCase)
                    || instrument.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
                    report.Add(instrument.Id.Number, instrument.Key, instrument.Name, instrument.Currency,
                        instrument.Venue.TimeZone, instrument.IsSynthetic, instrument.HasBots);
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }
}
