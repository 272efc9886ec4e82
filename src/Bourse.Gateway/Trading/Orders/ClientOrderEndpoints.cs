using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows and cancels orders by the ids that clients gave them, for those that never got the exchange's.</summary>
internal sealed class ClientOrderEndpoints(Engine.Engine engine, OrderLookup orders)
{
    private const string Path = OrderEndpoints.OrdersPath + "/by-client-id/{client_order_id}";

    public static readonly Operation ShowOperation =
        new("showOrderByClientId", Path, "What became of an order, by the client's id")
    {
        Description = """
            Ids are remembered for 48 hours after the order has ended. Of orders that came together it is the first; of one that
            was refused there is none.
            """,
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Query = [TradingParameters.Account],
        Answer = "Order",
        Problems = [400, 401, 403, 404, 429, 503],
    };

    public static readonly Operation CancelOperation =
        new("cancelOrderByClientId", Path, "Cancel an open order, by the client's id")
    {
        Description = "Of orders that came together it ends all.",
        Method = "DELETE",
        Access = Access.Trade,
        Tag = TradingTags.Trading,
        Query = [TradingParameters.Account],
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 403, 404, 429, 503],
    };

    public async Task ShowAsync(HttpContext context)
    {
        var (fault, account, clientId) = Read(context, ShowOperation, toTrade: false);
        if (fault is not null)
        {
            await fault.WriteAsync(context);
            return;
        }

        var id = await engine.AskAsync(view => view.OrderOf(account, clientId));
        if (await orders.FindAsync(id, context.RequestAborted) is { } order)
            await SmallAnswer.WriteAsync(context, order, OrderJson.Write);
        else
            await Unknown(clientId).WriteAsync(context);
    }

    public async Task CancelAsync(HttpContext context)
    {
        var (fault, account, clientId) = Read(context, CancelOperation, toTrade: true);
        if (fault is not null)
        {
            await fault.WriteAsync(context);
            return;
        }

        var cancel = new CancelOrder { Account = account, ClientId = clientId };
        CommandAnswer.Note(context, $"{engine.Names.AccountName(account)} {clientId}");
        await CommandAnswer.TellAsync(context, engine, CommandType.CancelOrder, cancel);
    }

    private (Problem? Fault, int Account, Text40 ClientId) Read(HttpContext context, Operation operation, bool toTrade)
    {
        var query = new QueryReader(context, operation);
        var caller = Caller.Of(context);
        var name = query.Read(TradingParameters.Account, caller.User);
        var account = (toTrade ? caller.MayTrade(name) : caller.MaySee(name)) ? engine.Names.Account(name) : 0;
        if (query.Fault is null && account == 0)
            query.Refuse(AccountName.Unknown(name));
        var text = CommandAnswer.RouteText(context, "client_order_id");
        if (text.Length > OrderRequest.ClientIdLengthMax || text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            query.Refuse("client_order_id", $"An id has up to {OrderRequest.ClientIdLengthMax} printable ASCII characters.");
        return (query.Fault, account, query.Fault is null ? Text40.Of(text) : default);
    }

    private static Problem Unknown(in Text40 clientId) => new(
        StatusCodes.Status404NotFound, AnswerProblem.CodeOf(RefusalReason.OrderUnknown),
        $"No order of this account has the client id {clientId}.");
}
