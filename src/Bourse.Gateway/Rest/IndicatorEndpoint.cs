using System.Text.Json.Nodes;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Indicators of a symbol's bars, page by page as the bars themselves.</summary>
internal sealed class IndicatorEndpoint(SymbolDirectory directory)
{
    private const int PeriodMax = 1_000;

    private static readonly string[] Words = [.. Enum.GetValues<IndicatorKind>().Select(WordOf)];

    private static readonly QueryParameter<IndicatorKind> Kind =
        new("name", "Which indicator.", $"one of {string.Join(", ", Words)}")
        {
            Schema = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. Words.Select(word => (JsonNode)word)]),
                ["default"] = "sma",
            },
            TryRead = (ReadOnlySpan<char> text, out IndicatorKind value) =>
                (value = (IndicatorKind)Array.IndexOf(Words, text.ToString())) >= 0,
        };

    private static readonly QueryParameter<int> Period =
        Parameters.Count(
            "period",
            "How many bars go into a figure: 14 of `rsi`, 20 of others when left out; `vwap` and `macd` take none.",
            absent: 0,
            PeriodMax) with
        {
            Schema = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = PeriodMax },
        };

    public static readonly Operation Operation =
        new("getIndicators", "/api/v1/stocks/{symbol}/indicators", "An indicator of a symbol's bars")
        {
            Description = """
                One row for each bar that `/bars` answers to the same `interval`, times, `order` and `limit`, with the
                figures of that bar's close: `sma` and `ema`, means; `rsi` by Wilder, 0 to 100; `vwap` since the venue's
                day began; `macd` of 12, 26 and 9 bars: `macd`, `signal`, `histogram`; `bollinger`: `middle`, `upper`
                and `lower`, two standard deviations away. Bars before the range are read as far as a figure depends on
                them. A figure is null where a bar has no price, and at the beginning of all bars, where too few came
                before. Bars that are no longer in memory (see `complete_from`) count as if they had never been.

                """ + PageEndpoints.Paging,
            Query = [Kind, Period, Parameters.Interval, .. PageQuestion.Query],
            Answer = "IndicatorPage",
            Problems = [400, 404, 429, 503],
        };

    /// <summary>As it is asked for.</summary>
    public static string WordOf(IndicatorKind kind) => kind.ToString().ToLowerInvariant();

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var kind = query.Read(Kind, IndicatorKind.Sma);
        var given = query.Read(Period, 0);
        var interval = query.Read(Parameters.Interval, BarInterval.Minute1);
        var period = Indicators.PeriodOf(kind);
        if (given > 0 && period is null)
            query.Refuse(Period.Name, $"'{WordOf(kind)}' takes no period.");
        else if (given > 0)
            period = given;
        var question = $"{kind}|{period}|{interval.Name()}";
        if (PageQuestion.TryRead(context, directory, ref query, question, out var page) is { } fault)
            return fault.WriteAsync(context);
        var bars = new BarMerge(page.Symbol.Instruments, interval, page.Range);
        // One row beyond the page tells whether there is a next one.
        var rows = new IndicatorRows(bars, interval, (kind, period), page.Range.IsDescending, page.Limit + 1);
        return PageAnswer.WriteAsync(context, page, rows, interval);
    }
}
