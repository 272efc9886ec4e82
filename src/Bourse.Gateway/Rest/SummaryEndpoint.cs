using Bourse.Gateway.Json;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>The whole market at a glance: totals, venues, movers, feeds.</summary>
internal sealed class SummaryEndpoint(SymbolDirectory directory)
{
    private const int MoversDefault = 10;
    private const int MoversMax = 100;

    private static readonly QueryParameter<int> Limit =
        Parameters.Count("limit", "The most instruments in each list of movers.", MoversDefault, MoversMax);

    public static readonly Operation Operation =
        new("getMarketSummary", "/api/v1/market/summary", "Totals, venues, movers and feeds")
        {
            Description = """
                Each instrument counts with the venue's day of its own latest trade. `gainers` and `losers` are ordered
                by the change in percent since the previous close, `most_active` by turnover, whatever the currency.
                `turnover` is Σ price × size over trades that count in price statistics, one sum a currency.
                Instruments that are not real say `synthetic`; where bots make the market, `bots`.
                """,
            Query = [Limit],
            Answer = "MarketSummary",
            Problems = [400, 429, 503],
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var limit = query.Read(Limit, MoversDefault);
        if (query.Fault is { } fault)
            return fault.WriteAsync(context);
        var summary = MarketSummary.Of(directory.Store, limit);
        return SmallAnswer.WriteAsync(context, summary, SummaryJson.Write);
    }
}
