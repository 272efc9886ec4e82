using System.CommandLine;
using System.Globalization;
using Bourse.Output;
using Bourse.Ticks;

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
                "day", "instrument", "trades", "volume", "open", "high", "low", "close", "vwap", "largest", "quotes",
                "average_spread");
            foreach (var ticks in instruments)
                Add(report, ticks);
            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Add(Report report, InstrumentTicks ticks)
    {
        var days = new DayStatisticsReader(ticks, TickRange.All);
        while (days.Read() is { } day)
            report.Add(day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ticks.Instrument.Key, day.Bar.Trades,
                day.Bar.Volume, day.Bar.Open, day.Bar.High, day.Bar.Low, day.Bar.Close, day.Bar.Vwap, day.LargestTrade,
                day.Quotes, day.AverageSpread);
    }
}
