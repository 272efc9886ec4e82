using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows the books of our own exchange as its own state has them.</summary>
internal sealed class ExchangeBookEndpoint(Engine.Engine engine)
{
    private const int LevelsAtFirst = 50;

    public static readonly Operation Operation =
        new("showExchangeBook", "/v1/exchange/book/{symbol}", "A book of the exchange")
    {
        Description = """
            Each level is price, quantity and number of orders, best first, after the command `sequence`. On paper it is the
            market elsewhere, less what orders here have taken of it, without a number of orders.
            """,
        Tag = TradingTags.Trading,
        Query = [Parameters.Depth],
        Answer = "ExchangeBook",
        Problems = [400, 401, 404, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        var depth = ReadDepth(context, out var fault);
        var symbol = CommandAnswer.RouteText(context, "symbol");
        var instrument = engine.Names.Instrument(symbol);
        if (fault is not null)
            await fault.WriteAsync(context);
        else if (await engine.AskAsync(view => view.DepthOf(instrument, depth)) is { } book)
            await SmallAnswer.WriteAsync(context, book, TradingJson.WriteDepth);
        else
            await InstrumentName.Unknown(symbol).WriteAsync(context);
    }

    private static int ReadDepth(HttpContext context, out Problem? fault)
    {
        var query = new QueryReader(context, Operation);
        var depth = query.Read(Parameters.Depth, LevelsAtFirst);
        fault = query.Fault;
        return depth;
    }
}
