using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows what accounts have.</summary>
internal sealed class PortfolioEndpoint(Engine.Engine engine)
{
    public static readonly Operation Operation = new("showPortfolio", "/v1/portfolio/{account}", "What an account has")
    {
        Description = """
            Cash and holdings with what of them is held for open orders; positions with average cost, realised and
            unrealised profit; and totals by what they are traded for. All of it as it was at one moment: after the command
            `sequence`, and with the blotter's record `blotter_sequence`.
            """,
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Answer = "Portfolio",
        Problems = [400, 401, 403, 404, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        var name = CommandAnswer.RouteText(context, "account");
        var number = AccountName.ToSee(name, Caller.Of(context), engine.Names);
        if (number != 0 && await engine.AskAsync(view => view.PortfolioOf(number), values: number) is { } portfolio)
            await SmallAnswer.WriteAsync(context, portfolio, TradingJson.WritePortfolio);
        else
            await AccountName.Unknown(name).WriteAsync(context);
    }
}
