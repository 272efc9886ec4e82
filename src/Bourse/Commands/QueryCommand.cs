using System.CommandLine;
using Bourse.Market;
using Bourse.Output;
using Bourse.Ticks;

namespace Bourse.Commands;

/// <summary><c>bourse query trades|quotes|bars|consolidated</c>: rows of one symbol in a range of time.</summary>
internal static class QueryCommand
{
    private const int LimitDefault = 100;

    private static readonly Argument<string> Symbol = new("symbol")
    {
        Description = "BHP for every venue's, ASX:BHP for one.",
    };

    private static readonly Option<Timestamp?> From = CommonOptions.Time("--from", "The first time that is in.");
    private static readonly Option<Timestamp?> To = CommonOptions.Time("--to", "The first time that is no longer in.");
    private static readonly Option<bool> IsDescending = new("--desc") { Description = "Newest first." };
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most rows to print; 0 for all.",
        DefaultValueFactory = _ => LimitDefault,
    };

    private static readonly Option<string> Interval = new Option<string>("--interval")
    {
        Description = "The length of a bar.",
        DefaultValueFactory = _ => BarInterval.Minute1.Name(),
    }.AcceptOnlyFromAmong([.. BarIntervals.AllNames]);

    public static Command Create()
    {
        var command = new Command(
            "query",
            "Print trades, quotes, bars or the best prices over venues. Example: bourse query bars BHP --interval 1d")
        {
            Rows("trades", "Example: bourse query trades BHP --from 2014-03-10T23:00:00Z --limit 20", Trades),
            Rows("quotes", "Example: bourse query quotes RIO --desc --limit 5 --output csv", Quotes),
            Rows("bars", "Example: bourse query bars RIO --interval 1h", Bars, Interval),
            QueryConsolidatedCommand.Create(),
        };
        foreach (var analytics in QueryAnalyticsCommands.Create())
            command.Add(analytics);
        return command;
    }

    private static Command Rows(
        string name, string example, Func<ParseResult, InstrumentTicks[], TickRange, Report> read, params Option[] more)
    {
        var command = new Command(name, $"Print {name}. {example}") { Symbol, From, To, Limit, IsDescending, Data, Output };
        foreach (var option in more)
            command.Add(option);
        command.SetAction(invocation =>
        {
            using var view = TapeView.Open(invocation.GetValue(Data)!);
            if (view is null)
                return ExitCode.Failed;
            var instruments = view.Named(invocation.GetValue(Symbol)!);
            if (instruments.Length == 0)
                return ExitCode.Failed;
            read(invocation, instruments, RangeOf(invocation)).Print(invocation.GetValue(Output));
            return ExitCode.Fine;
        });
        return command;
    }

    private static TickRange RangeOf(ParseResult invocation) => new()
    {
        Start = invocation.GetValue(From) ?? Timestamp.MinValue,
        End = invocation.GetValue(To) ?? Timestamp.MaxValue,
        IsDescending = invocation.GetValue(IsDescending),
    };

    private static bool IsWithinLimit(ParseResult invocation, Report report) =>
        invocation.GetValue(Limit) is var limit && (limit <= 0 || report.Count < limit);

    private static Report Trades(ParseResult invocation, InstrumentTicks[] instruments, TickRange range)
    {
        var report = new Report("time", "instrument", "price", "size", "side", "conditions", "off_price", "sequence");
        var rows = TickStore.Trades(instruments, range);
        while (IsWithinLimit(invocation, report) && rows.TryRead(out var row))
            report.Add(row.Time, row.Instrument.Key, row.Price, row.Size, SideName(row.Side), row.Conditions,
                !row.IsPriced, row.Sequence);
        return report;
    }

    private static Report Quotes(ParseResult invocation, InstrumentTicks[] instruments, TickRange range)
    {
        var report = new Report("time", "instrument", "bid_size", "bid", "ask", "ask_size", "sequence");
        var rows = TickStore.Quotes(instruments, range);
        while (IsWithinLimit(invocation, report) && rows.TryRead(out var row))
            report.Add(row.Time, row.Instrument.Key, OrNone(row.BidSize, row.BidSize), OrNone(row.Bid, row.BidSize),
                OrNone(row.Ask, row.AskSize), OrNone(row.AskSize, row.AskSize), row.Sequence);
        return report;
    }

    private static Report Bars(ParseResult invocation, InstrumentTicks[] instruments, TickRange range)
    {
        if (!BarIntervals.TryParse(invocation.GetValue(Interval)!, out var interval))
            throw new InvalidOperationException("The option takes only names of intervals.");
        var report = new Report(
            "time", "instrument", "open", "high", "low", "close", "volume", "vwap", "trades");
        foreach (var ticks in instruments)
        {
            var bars = ticks.Bars(interval, range);
            while (IsWithinLimit(invocation, report) && bars.TryRead(out var bar))
                report.Add(bar.Start, ticks.Instrument.Key, bar.Open, bar.High, bar.Low, bar.Close, bar.Volume, bar.Vwap,
                    bar.Trades);
        }

        return report;
    }

    private static object? OrNone(object value, Quantity size) => size.Units == 0 ? null : value;

    private static string SideName(Side side) => side == Side.Unknown ? "" : side.ToString().ToLowerInvariant();
}
