using System.Text.Json;
using Bourse.Engine;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows what accounts have.</summary>
internal sealed class PortfolioEndpoint(Engine.Engine engine)
{
    private const int AccountsMax = 100;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private static readonly Problem Behind = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.NotReady, "The exchange has not come so far yet.", "min_sequence");

    private static readonly QueryParameter<bool> Accounts = TradingParameters.Choice(
        "accounts", "`all`: of that user's accounts, a hundred at most.", ("all", true));

    public static readonly Operation Operation =
        new("showPortfolio", "/v1/portfolio/{account}", "What an account has")
    {
        Description = """
            Cash and holdings with what of them is held for open orders; positions with average cost, realised and
            unrealised profit; and totals by what they are traded for. All of it as it was at one moment: after the command
            `sequence`, and with the blotter's record `blotter_sequence`. With `accounts=all` the account is a user, and each
            of the user's accounts is in `portfolios`, all as of one moment.
            """,
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Query = [Accounts, TradingParameters.MinSequence],
        Answer = "PortfolioOrPortfolios",
        Problems = [400, 401, 403, 404, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        var name = CommandAnswer.RouteText(context, "account");
        var (fault, isAll, minSequence) = Read(context);
        var numbers = isAll && Caller.Of(context).MaySee(name)
            ? [.. engine.Names.AccountsOf(name).Take(AccountsMax)]
            : AccountName.ToSee(name, Caller.Of(context), engine.Names) is var number and not 0 ? new[] { number } : [];
        if (fault is not null)
            await fault.WriteAsync(context);
        else if (numbers.Length == 0)
            await AccountName.Unknown(name).WriteAsync(context);
        else if (await ReadAsync(numbers, minSequence, context.RequestAborted) is not { } portfolios)
            await CommandAnswer.RefuseAsync(context, Behind);
        else if (isAll)
            await SmallAnswer.WriteAsync(context, (name, portfolios), WriteAll);
        else
            await SmallAnswer.WriteAsync(context, portfolios[0], TradingJson.WritePortfolio);
    }

    /// <summary>Null when the exchange does not come as far as is asked in time.</summary>
    private async Task<Portfolio[]?> ReadAsync(int[] numbers, long minSequence, CancellationToken stopping)
    {
        for (var waited = TimeSpan.Zero; waited < LongestWait; waited += BetweenLooks)
        {
            var portfolios = await engine.AskAsync(
                view => Array.ConvertAll(numbers, number => view.PortfolioOf(number)!), numbers);
            if (portfolios[0].BlotterSequence >= minSequence)
                return portfolios;
            await Task.Delay(BetweenLooks, stopping);
        }

        return null;
    }

    private static (Problem? Fault, bool IsAll, long MinSequence) Read(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var isAll = query.Read(Accounts, absent: false);
        var minSequence = query.Read(TradingParameters.MinSequence, 0);
        return (query.Fault, isAll, minSequence);
    }

    private static void WriteAll(Utf8JsonWriter json, (string User, Portfolio[] Portfolios) answer)
    {
        json.WriteStartObject();
        json.WriteString("user"u8, answer.User);
        json.WriteStartArray("portfolios"u8);
        foreach (var portfolio in answer.Portfolios)
            TradingJson.WritePortfolio(json, portfolio);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
