using System.CommandLine;
using Bourse.Output;

namespace Bourse.Commands;

/// <summary><c>bourse summary</c>: the market at a glance.</summary>
internal static class SummaryCommand
{
    public static Command Create()
    {
        var (data, output) = (CommonOptions.Data(), CommonOptions.Output());
        var command = new Command("summary", "Print the latest of every instrument. Example: bourse summary") { data, output };
        command.SetAction(invocation =>
        {
            using var view = TapeView.Open(invocation.GetValue(data)!);
            if (view is null)
                return ExitCode.Failed;
            var report = new Report(
                "instrument", "time", "last", "change", "bid", "ask", "open", "high", "low", "volume", "trades", "synthetic",
                "bots");
            foreach (var ticks in view.Store.All)
            {
                var now = ticks.Snapshot();
                var (last, quote, today) = (now.LastPricedTrade ?? now.LastTrade, now.LastQuote, now.Today);
                report.Add(ticks.Instrument.Key, last?.Time ?? quote?.Time, last?.Price, now.Change,
                    quote?.BidSize.Units > 0 ? quote?.Bid : null, quote?.AskSize.Units > 0 ? quote?.Ask : null,
                    today?.Open, today?.High, today?.Low, today?.Volume, today?.Trades, ticks.Instrument.IsSynthetic,
                    ticks.Instrument.HasBots);
            }

            report.Print(invocation.GetValue(output));
            return ExitCode.Fine;
        });
        return command;
    }
}
