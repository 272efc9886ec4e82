using Bourse.Gateway.Json;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>How the books of a symbol have looked over a period: what a heatmap of them is drawn from.</summary>
internal sealed class DepthHistoryEndpoint(SymbolDirectory directory, JournalReader tape)
{
    private const int ColumnsDefault = 240;
    private const int ColumnsMax = 600;
    private const int RowsDefault = 80;
    private const int RowsMax = 200;
    private const long PeriodDefault = 15 * Timestamp.PerMinute;

    // Bounds on what one request costs: seconds of reading, and the levels that are kept of each column.
    private const int RecordsMax = 10_000_000;
    private const int LevelsMax = Parameters.DepthMax;

    private static readonly QueryParameter<Timestamp> Start = Parameters.Time(
        "start_time", "The moment before the first column; 15 minutes before the end when left out.");

    private static readonly QueryParameter<Timestamp> End = Parameters.Time(
        "end_time", "The moment of the last column; that of the book's latest change when left out.");

    private static readonly QueryParameter<int> Columns = Parameters.Count(
        "columns", "Into how many equal parts the period is cut.", ColumnsDefault, ColumnsMax, min: 2);

    private static readonly QueryParameter<int> Rows = Parameters.Count(
        "rows", "The most rows: the narrowest round step is taken that is no narrower than the prices' own.", RowsDefault,
        RowsMax, min: 2);

    private static readonly QueryParameter<Price> Step =
        Parameters.Step("How high a row is, as `0.5`, instead of `rows`.");

    public static readonly Operation Operation =
        new("getDepthHistory", "/api/v1/stocks/{symbol}/depth-history", "The book of a symbol over a period")
        {
            Description = $"""
                `venues` has one history for each venue that trades the symbol. Each of its `columns` is the book at the end of
                an equal part of the period, by the venue's time: everything stamped with the column's `time` or earlier is
                in it, as in `/book?at=` of that time. `bids` and `asks` are pairs of a row and the sizes that were open in
                it, from the best price on; rows without any are left out. Row `r` reaches from `low` + `r` × `step` up to
                the next one's beginning. The rows reach from the lowest to the highest best price of all columns and on
                either side as far again, or as far as the tenth level usually was where that is farther; the {LevelsMax}
                best levels of a side count. `suspect` is there while a book may have been wrong since a gap. Columns of
                which nothing is known have neither prices nor rows. A period with more than {RecordsMax} events on the
                tape, of all instruments, and a step that makes more than {RowsMax} rows, are refused.
                """,
            Query = [Start, End, Columns, Rows, Step, Parameters.Venue],
            Answer = "DepthHistories",
            Problems = [400, 404, 429, 503],
            TakesTime = true,
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var start = query.Read(Start, Timestamp.MinValue);
        var end = query.Read(End, Timestamp.MaxValue);
        var columns = query.Read(Columns, ColumnsDefault);
        var rows = query.Read(Rows, absent: 0);
        var step = query.Read(Step, Price.Zero);
        if (end <= start)
            query.Refuse(End.Name, "'end_time' does not lie after 'start_time'.");
        if (rows > 0 && step > Price.Zero)
            query.Refuse(Step.Name, "'step' and 'rows' are not given together.");
        return SymbolQuestion.TryRead(context, directory, ref query, out var question) is { } fault
            ? fault.WriteAsync(context)
            : AnswerAsync(context, question, (start, end, columns), step, rows > 0 ? rows : RowsDefault);
    }

    private async Task AnswerAsync(
        HttpContext context, SymbolQuestion question, (Timestamp, Timestamp, int) period, Price step, int rows)
    {
        var (depths, problem) = (new List<VenueDepth>(), (Problem?)null);
        using (await ReplayTurn.TakeAsync(context.RequestAborted))
            for (var i = 0; i < question.Instruments.Length && problem is null; i++)
            {
                var ticks = question.Instruments[i];
                problem = TryMake(ticks, TimesOf(ticks, period), step, rows, context.RequestAborted, out var depth);
                depths.Add(depth);
            }

        if (problem is not null)
            await problem.WriteAsync(context);
        else
            await SmallAnswer.WriteAsync(context, (question.Name, depths), static (json, answer) =>
                DepthHistoryJson.Write(json, answer.Name, answer.depths));
    }

    private Problem? TryMake(
        InstrumentTicks ticks, Timestamp[] times, Price step, int rows, CancellationToken stopping, out VenueDepth depth)
    {
        depth = new VenueDepth(ticks, times, null);
        if (times.Length == 0)
            return null;
        if (BookMoments.At(ticks, times, LevelsMax, tape, RecordsMax, stopping) is not { } books)
            return Problem.InvalidParameter(
                Start.Name, $"More than {RecordsMax} events would have to be read: ask for a shorter period.");
        if (DepthHistory.Around(books) is not { } range)
            return null;
        if (step > Price.Zero && range.LevelsOf(step.Units) > RowsMax)
            return Problem.InvalidParameter(
                Step.Name, $"{ticks.Instrument.Key} would have {range.LevelsOf(step.Units)} rows; {RowsMax} are the most.");
        var height = step > Price.Zero ? step.Units : DepthHistory.StepFor(books, range, rows);
        depth = depth with { History = DepthHistory.Of(books, range, height) };
        return null;
    }

    /// <summary>The end of each part of the period; none where the venue has had nothing to say in it.</summary>
    private static Timestamp[] TimesOf(InstrumentTicks ticks, (Timestamp Start, Timestamp End, int Columns) asked)
    {
        var end = asked.End != Timestamp.MaxValue ? asked.End : ticks.Book(1)?.Time ?? Timestamp.MinValue;
        var start = asked.Start != Timestamp.MinValue ? asked.Start.Nanoseconds
            : Math.Max(end.Nanoseconds, long.MinValue + PeriodDefault) - PeriodDefault;
        if (end.Nanoseconds <= start || (asked.End == Timestamp.MaxValue && end == Timestamp.MinValue))
            return [];
        var times = new Timestamp[asked.Columns];
        for (var i = 0; i < times.Length; i++)
            times[i] = new Timestamp((long)(start + ((Int128)end.Nanoseconds - start) * (i + 1) / times.Length));
        return times;
    }
}
