using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse stats</c>: what traded each day of the venue's clock.</summary>
internal static class StatsCommand
{
    public static Command Create()
    {
        var symbol = new Argument<string>("symbol") { Description = "BHP for every venue's, ASX:BHP for one." };
        var (data, output) = (CommonOptions.Data(), CommonOptions.Output());
        var command = new Command("stats", "Print daily statistics. Example: bourse stats BHP") { symbol, data, output };
        command.SetAction(invocation =>
        {
            using var view = TapeView.Open(invocation.GetValue(data)!);
            if (view is null)
                return ExitCode.Failed;
            var instruments = view.Named(invocation.GetValue(symbol)!);
            if (instruments.Length == 0)
                return ExitCode.Failed;
            var report = new Report(
                "day", "instrument", "trades", "volume", "open", "high", "low", "close", "vwap", "largest", "quotes");
            foreach (var ticks in instruments)
                foreach (var day in ticks.Statistics())
                    report.Add(day.Date, ticks.Instrument.Key, day.Trades, day.Volume, day.Open, day.High, day.Low,
                        day.Close, day.Vwap, day.LargestTrade, day.Quotes);
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }
}
