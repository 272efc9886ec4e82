using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Gateway.Trading;
using Bourse.Gateway.Watching;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>How alike several instruments move.</summary>
internal sealed class CorrelationEndpoint(SymbolDirectory directory)
{
    private const int SymbolsMax = 20;

    // A bound on what one request costs: with the most symbols, 210 pairs of so many returns.
    private const int BarsMax = 10_000;

    private static readonly (string Word, BarInterval Interval)[] Intervals =
    [
        ("", BarInterval.Minute1),
        .. Enum.GetValues<BarInterval>().Select(interval => (interval.Name(), interval)),
    ];

    public static readonly Operation Operation =
        new("correlate", "/api/v1/analytics/correlation", "How alike instruments move")
        {
            Description = $"""
                `correlations` has Pearson's coefficient, -1 to 1, of the logarithmic returns of each two of the
                instruments, in the order of `symbols`; `returns` has how many each is made of. Of a pair only bars in
                which both traded count, and a return reaches from one of those to the next; bars of `1d` belong together
                by their date. A coefficient is null where there are fewer than {Correlation.ReturnsMin} returns, or one
                of the two never changed. A symbol that several venues have is named with its venue, as `ASX:BHP`. Of
                each no more than the last {BarsMax} bars of the range are read.
                """,
            Method = "POST",
            IsQuestion = true,
            Body = "CorrelationQuestion",
            Answer = "CorrelationMatrix",
            Problems = [400, 404, 429, 503],
        };

    public async Task AnswerAsync(HttpContext context)
    {
        if (new QueryReader(context, Operation).Fault is { } unknown)
        {
            await unknown.WriteAsync(context);
            return;
        }

        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var interval = fields.Choice("interval", Intervals);
        var range = new TickRange
        {
            Start = fields.Has("start_time") ? fields.Time("start_time") : Timestamp.MinValue,
            End = fields.Has("end_time") ? fields.Time("end_time") : Timestamp.MaxValue,
        };
        if (range.End < range.Start)
            fields.Refuse("end_time", "'end_time' lies before 'start_time'.");
        var instruments = Find(fields);
        fields.End();
        if (fields.Fault is { } fault)
            await fault.WriteAsync(context);
        else
            await AnswerAsync(context, instruments, interval, Correlation.Of(instruments, interval, range, BarsMax));
    }

    private InstrumentTicks[] Find(JsonFields fields)
    {
        var symbols = fields.Texts("symbols", SymbolsMax, WatchedSymbols.LengthMax) ?? [];
        if (symbols.Count < 2)
            fields.Refuse("symbols", $"'symbols' is needed: a list of 2 to {SymbolsMax} symbols.");
        var found = new List<InstrumentTicks>();
        foreach (var symbol in symbols)
        {
            var named = directory.Named(symbol);
            if (named.Length == 1)
                found.Add(named[0]);
            else if (named.Length == 0)
                fields.Refuse(Problem.UnknownInstrument(Shown.Short(symbol)) with { Field = "symbols" });
            else
                fields.Refuse("symbols", $"Several venues have it: {string.Join(", ", named.Select(of => of.Instrument.Key))}.");
        }

        if (found.Distinct().Count() < found.Count)
            fields.Refuse("symbols", "An instrument is named twice.");
        return [.. found];
    }

    private static Task AnswerAsync(
        HttpContext context, InstrumentTicks[] instruments, BarInterval interval, CorrelationMatrix matrix) =>
        SmallAnswer.WriteAsync(context, (instruments, interval, matrix), static (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteStartArray(Names.Symbols);
            foreach (var ticks in answer.instruments)
                json.WriteStringValue(ticks.Instrument.Key);
            json.WriteEndArray();
            json.WriteString(Names.Interval, answer.interval.Name());
            WriteRows(json, Names.Correlations, answer.matrix.Coefficients, (writer, one) => writer.WriteFigure(one));
            WriteRows(json, Names.Returns, answer.matrix.Returns, (writer, one) => writer.WriteNumberValue(one));
            json.WriteEndObject();
        });

    private static void WriteRows<T>(Utf8JsonWriter json, JsonEncodedText name, T[][] rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartArray();
            foreach (var one in row)
                write(json, one);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
