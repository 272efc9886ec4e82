using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Rows of a symbol by time, page by page: trades, quotes, bars and days.</summary>
internal sealed class PageEndpoints(SymbolDirectory directory)
{
    public const string Paging = """
        Rows come in the order of time, then sequence. While `next_cursor` is not null there is more: repeat the
        request with it as `cursor`. Rows that arrive meanwhile neither shift nor repeat a page. `complete_from` is the
        time from which on every row is still in memory; null when all are.
        """;

    public static readonly Operation TradesOperation =
        new("getTrades", "/api/v1/stocks/{symbol}/trades", "Trades of a symbol")
        {
            Description = Paging,
            Query = PageQuestion.Query,
            Answer = "TradesPage",
            Problems = [400, 404, 429, 503],
        };

    public static readonly Operation QuotesOperation =
        new("getQuotes", "/api/v1/stocks/{symbol}/quotes", "Quotes of a symbol")
        {
            Description = "The best bid and ask after each change; an empty side is null.\n\n" + Paging,
            Query = PageQuestion.Query,
            Answer = "QuotesPage",
            Problems = [400, 404, 429, 503],
        };

    public static readonly Operation BarsOperation =
        new("getBars", "/api/v1/stocks/{symbol}/bars", "Bars of a symbol")
        {
            Description = """
                What traded in each interval of the venue's own clock, so that a day is the venue's day. Intervals
                without a trade are left out. Where several venues trade the symbol each has its own bars, beside one
                another in the order of time.

                """ + Paging,
            Query = [Parameters.Interval, .. PageQuestion.Query],
            Answer = "BarsPage",
            Problems = [400, 404, 429, 503],
        };

    public static readonly Operation StatsOperation =
        new("getStats", "/api/v1/stocks/{symbol}/stats", "Daily statistics of a symbol")
        {
            Description = "One row for each of the venue's days, with the close before it and the change.\n\n" + Paging,
            Query = PageQuestion.Query,
            Answer = "StatsPage",
            Problems = [400, 404, 429, 503],
        };

    public Task TradesAsync(HttpContext context)
    {
        var query = new QueryReader(context, TradesOperation);
        if (PageQuestion.TryRead(context, directory, ref query, "trades", out var question) is { } fault)
            return fault.WriteAsync(context);
        var trades = TickStore.Trades(question.Symbol.Instruments, question.Range);
        return PageAnswer.WriteAsync(context, question, new TradeRows(trades));
    }

    public Task QuotesAsync(HttpContext context)
    {
        var query = new QueryReader(context, QuotesOperation);
        if (PageQuestion.TryRead(context, directory, ref query, "quotes", out var question) is { } fault)
            return fault.WriteAsync(context);
        var quotes = TickStore.Quotes(question.Symbol.Instruments, question.Range);
        return PageAnswer.WriteAsync(context, question, new QuoteRows(quotes));
    }

    public Task BarsAsync(HttpContext context)
    {
        var query = new QueryReader(context, BarsOperation);
        var interval = query.Read(Parameters.Interval, BarInterval.Minute1);
        if (PageQuestion.TryRead(context, directory, ref query, interval.Name(), out var question) is { } fault)
            return fault.WriteAsync(context);
        var bars = new BarMerge(question.Symbol.Instruments, interval, question.Range);
        return PageAnswer.WriteAsync(context, question, new BarRows(bars), interval);
    }

    public Task StatsAsync(HttpContext context)
    {
        var query = new QueryReader(context, StatsOperation);
        if (PageQuestion.TryRead(context, directory, ref query, "stats", out var question) is { } fault)
            return fault.WriteAsync(context);
        var days = new BarMerge(question.Symbol.Instruments, BarInterval.Day1, question.Range);
        return PageAnswer.WriteAsync(context, question, new DayRows(days));
    }
}
