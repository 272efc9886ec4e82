using System.CommandLine;
using System.Globalization;
using System.Text;
using Bourse.Market;
using Bourse.Output;
using Bourse.Ticks;

namespace Bourse.Commands;

/// <summary>
/// <c>bourse query indicators|profile|correlation</c>: what is computed of bars and trades, from the tape itself.
/// </summary>
internal static class QueryAnalyticsCommands
{
    private const int LimitDefault = 100;
    private const int PeriodMax = 1_000;
    private const int RowsDefault = 30;
    private const int RowsMax = 1_000;
    private const int SymbolsMax = 20;
    private const int BarsMax = 10_000;

    private static readonly string[] Words = [.. Enum.GetNames<IndicatorKind>().Select(name => name.ToLowerInvariant())];

    private static readonly Argument<string> Symbol = new("symbol")
    {
        Description = "BHP for every venue's, ASX:BHP for one.",
    };

    private static readonly Argument<string[]> Symbols = new("symbols")
    {
        Description = $"2 to {SymbolsMax} instruments, as ASX:BHP ASX:RIO.", Arity = new ArgumentArity(2, SymbolsMax),
    };

    private static readonly Option<string> Name = new Option<string>("--name")
    {
        Description = "Which indicator.", DefaultValueFactory = _ => Words[0],
    }.AcceptOnlyFromAmong(Words);

    private static readonly Option<int?> Period = new("--period")
    {
        Description = "How many bars go into a figure: 14 of rsi, 20 of others; vwap and macd take none.",
    };

    private static readonly Option<int> Rows = new("--rows")
    {
        Description = "The most levels: the narrowest round step is taken.", DefaultValueFactory = _ => RowsDefault,
    };

    private static readonly Option<string?> Step = new("--step") { Description = "How wide a level is, instead, as 0.05." };
    private static readonly Option<Timestamp?> From = CommonOptions.Time("--from", "The first time that is in.");
    private static readonly Option<Timestamp?> To = CommonOptions.Time("--to", "The first time that is no longer in.");
    private static readonly Option<bool> IsDescending = new("--desc") { Description = "Newest first." };
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<OutputFormat> Output = CommonOptions.Output();

    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "The most rows to print; 0 for all.", DefaultValueFactory = _ => LimitDefault,
    };

    private static readonly Option<string> Interval = new Option<string>("--interval")
    {
        Description = "The length of a bar.", DefaultValueFactory = _ => BarInterval.Minute1.Name(),
    }.AcceptOnlyFromAmong([.. BarIntervals.AllNames]);

    public static IEnumerable<Command> Create()
    {
        Period.Validators.Add(given => Check(given.Tokens, Period.Name, 1, PeriodMax, given.AddError));
        Rows.Validators.Add(given => Check(given.Tokens, Rows.Name, 2, RowsMax, given.AddError));
        yield return Of(
            "indicators", "Print an indicator of bars. Example: bourse query indicators BHP --name rsi --interval 5m --desc",
            Indicate, Symbol, Name, Period, Interval, From, To, Limit, IsDescending);
        yield return Of(
            "profile", "Print volume by price, of the latest day or of a range. Example: bourse query profile BHP --rows 20",
            Profile, Symbol, Rows, Step, From, To);
        yield return Of(
            "correlation", "Print how alike instruments move. Example: bourse query correlation ASX:BHP ASX:RIO --interval 5m",
            Correlate, Symbols, Interval, From, To);
    }

    private static Command Of(
        string name, string text, Func<ParseResult, TapeView, Report?> read, params ReadOnlySpan<Symbol> symbols)
    {
        var command = new Command(name, text);
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);
        command.Add(Data);
        command.Add(Output);
        command.SetAction(given =>
        {
            using var view = TapeView.Open(given.GetValue(Data)!);
            if (view is null || read(given, view) is not { } report)
                return ExitCode.Failed;
            report.Print(given.GetValue(Output));
            return ExitCode.Fine;
        });
        return command;
    }

    private static Report? Indicate(ParseResult given, TapeView view)
    {
        var (kind, interval) = (Enum.Parse<IndicatorKind>(given.GetValue(Name)!, ignoreCase: true), IntervalOf(given));
        if (given.GetValue(Period) is not null && Indicators.PeriodOf(kind) is null)
        {
            Screen.Fail($"{given.GetValue(Name)} takes no period.");
            return null;
        }

        var instruments = view.Named(given.GetValue(Symbol)!);
        if (instruments.Length == 0)
            return null;
        var indicator = () => Indicators.Of(kind, given.GetValue(Period) ?? Indicators.PeriodOf(kind) ?? 1);
        var report = new Report(["time", "instrument", .. indicator().Names]);
        foreach (var ticks in instruments)
            Indicate(given, ticks, interval, indicator(), report);
        return report;
    }

    private static void Indicate(
        ParseResult given, InstrumentTicks ticks, BarInterval interval, Indicator indicator, Report report)
    {
        var (limit, isDescending) = (given.GetValue(Limit), given.GetValue(IsDescending));
        var bars = ticks.Bars(interval, RangeOf(given) with { IsDescending = isDescending });
        var starts = new List<Timestamp>();
        while ((limit <= 0 || report.Count + starts.Count < limit) && bars.TryRead(out var bar))
            starts.Add(bar.Start);
        var forwards = isDescending ? Enumerable.Reverse(starts).ToArray() : [.. starts];
        var figures = Indicators.Read(ticks, interval, indicator, forwards);
        var count = indicator.Names.Count;
        for (var i = 0; i < starts.Count; i++)
        {
            var row = isDescending ? starts.Count - 1 - i : i;
            report.Add([
                starts[i], ticks.Instrument.Key,
                .. figures.Skip(row * count).Take(count).Select(figure => (object?)Figure(figure)),
            ]);
        }
    }

    private static Report? Profile(ParseResult given, TapeView view)
    {
        var step = Price.Zero;
        if (given.GetValue(Step) is { } text
            && (Price.TryParse(Encoding.UTF8.GetBytes(text), out step) != NumberFault.None || step <= Price.Zero))
        {
            Screen.Fail($"--step: '{text}' is no number above 0.");
            return null;
        }

        var instruments = view.Named(given.GetValue(Symbol)!);
        if (instruments.Length == 0)
            return null;
        var report = new Report("instrument", "price", "volume", "bought", "sold", "mark");
        return instruments.All(ticks => TryProfile(given, ticks, step.Units, report)) ? report : null;
    }

    private static bool TryProfile(ParseResult given, InstrumentTicks ticks, long step, Report report)
    {
        var (from, to) = (given.GetValue(From), given.GetValue(To));
        var (start, end) = from is null && to is null
            ? VolumeProfile.LatestDay(ticks)
            : (from ?? Timestamp.MinValue, to ?? Timestamp.MaxValue);
        var trades = ticks.TradeSlices(start, end);
        var prices = TradedPrices.Of(trades);
        if (prices.Trades == 0)
            return true;
        if (step == 0)
            step = prices.StepFor(given.GetValue(Rows));
        if (prices.LevelsOf(step) > RowsMax)
        {
            Screen.Fail($"{ticks.Instrument.Key} would have {prices.LevelsOf(step)} levels; {RowsMax} are the most.");
            return false;
        }

        var profile = VolumeProfile.Of(trades, prices, step);
        for (var i = 0; i < profile.Levels.Count; i++)
        {
            var level = profile.Levels[i];
            report.Add(
                ticks.Instrument.Key, new Price(level.Price), Sum(level.Volume), Sum(level.Bought), Sum(level.Sold),
                i == profile.PointOfControl ? "control"
                    : i >= profile.ValueArea.First && i <= profile.ValueArea.Last ? "area"
                    : "");
        }

        return true;
    }

    private static Report? Correlate(ParseResult given, TapeView view)
    {
        var instruments = new List<InstrumentTicks>();
        foreach (var symbol in given.GetValue(Symbols)!)
        {
            var named = view.Named(symbol);
            if (named.Length > 1)
                Screen.Fail($"several venues have '{symbol}': name one, as {named[0].Instrument.Key}.");
            if (named.Length != 1)
                return null;
            instruments.Add(named[0]);
        }

        var matrix = Correlation.Of(instruments, IntervalOf(given), RangeOf(given), BarsMax);
        var report = new Report("first", "second", "coefficient", "returns");
        for (var i = 0; i < instruments.Count; i++)
            for (var j = i + 1; j < instruments.Count; j++)
                report.Add(
                    instruments[i].Instrument.Key, instruments[j].Instrument.Key,
                    Figure(matrix.Coefficients[i][j] ?? double.NaN), matrix.Returns[i][j]);
        return report;
    }

    private static BarInterval IntervalOf(ParseResult given) =>
        BarIntervals.TryParse(given.GetValue(Interval)!, out var interval)
            ? interval
            : throw new InvalidOperationException("The option takes only names of intervals.");

    private static TickRange RangeOf(ParseResult given) => new()
    {
        Start = given.GetValue(From) ?? Timestamp.MinValue, End = given.GetValue(To) ?? Timestamp.MaxValue,
    };

    private static Cell? Figure(double figure) => double.IsFinite(figure)
        ? new Cell(figure.ToString("0.########", CultureInfo.InvariantCulture), IsNumber: true)
        : null;

    private static Quantity Sum(Int128 units) => new((long)Int128.Min(units, long.MaxValue));

    private static void Check(
        IReadOnlyList<System.CommandLine.Parsing.Token> tokens, string name, int min, int max, Action<string> addError)
    {
        if (tokens.Any(token => !int.TryParse(token.Value, out var value) || value < min || value > max))
            addError($"{name}: {min} to {max}.");
    }
}
