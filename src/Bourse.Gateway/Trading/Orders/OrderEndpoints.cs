using System.Globalization;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Shows, replaces and cancels single orders. Somebody else's is answered as one that there is not.</summary>
internal sealed class OrderEndpoints(Engine.Engine engine, OrderLookup orders)
{
    public const string OrdersPath = "/v1/orders";

    private const string Path = OrdersPath + "/{id}";

    public static readonly Operation ShowOperation = new("showOrder", Path, "What became of an order")
    {
        Description = """
            `blotter_sequence` says up to which record of the blotter it is known; open orders are as they are now.
            """,
        Access = Access.Read,
        Tag = TradingTags.Trading,
        Answer = "Order",
        Problems = [401, 403, 404, 429, 503],
    };

    public static readonly Operation ReplaceOperation = new("replaceOrder", Path, "Give an open order other terms")
    {
        Description = """
            What is left out stays as it is. `quantity` is the whole order's, what is filled included. With the same price
            and no more quantity it keeps its place in the queue.
            """,
        Method = "PATCH",
        Access = Access.Trade,
        Tag = TradingTags.Trading,
        Body = "Replacement",
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 402, 403, 404, 413, 415, 422, 429, 503],
    };

    public static readonly Operation CancelOperation = new("cancelOrder", Path, "Cancel an open order")
    {
        Method = "DELETE",
        Access = Access.Trade,
        Tag = TradingTags.Trading,
        Answer = "Accepted",
        Success = StatusCodes.Status202Accepted,
        Problems = [401, 403, 404, 429, 503],
    };

    public async Task ShowAsync(HttpContext context)
    {
        var id = OrderId(context);
        if (await orders.FindAsync(id, context.RequestAborted) is { } order && Caller.Of(context).MaySee(order.Account))
            await SmallAnswer.WriteAsync(context, order, OrderJson.Write);
        else
            await Unknown(context, "No order").WriteAsync(context);
    }

    public async Task ReplaceAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        if (await FindOpenAsync(context) is not { } open)
        {
            await Unknown(context, "No open order").WriteAsync(context);
            return;
        }

        var replacement = ReplaceRequest.Read(fields, open);
        await CommandAnswer.TellAsync(context, engine, CommandType.ReplaceOrder, replacement, fields.Fault);
    }

    public async Task CancelAsync(HttpContext context)
    {
        if (await FindOpenAsync(context) is not { } open)
        {
            await Unknown(context, "No open order").WriteAsync(context);
            return;
        }

        var cancel = new CancelOrder { Account = open.Account, OrderId = open.Id };
        await CommandAnswer.TellAsync(context, engine, CommandType.CancelOrder, cancel);
    }

    /// <summary>The open order that the path names; null when the caller may not trade it, or there is none.</summary>
    private async Task<OpenOrder?> FindOpenAsync(HttpContext context)
    {
        var id = OrderId(context);
        CommandAnswer.Note(context, $"order {id}");
        return id > 0 && await engine.AskAsync(view => view.OpenOrder(id)) is { } open
            && Caller.Of(context).MayTrade(engine.Names.AccountName(open.Account))
            ? open
            : null;
    }

    private static long OrderId(HttpContext context) => long.TryParse(
        CommandAnswer.RouteText(context, "id"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static Problem Unknown(HttpContext context, string which) => new(
        StatusCodes.Status404NotFound, AnswerProblem.CodeOf(RefusalReason.OrderUnknown),
        $"{which} has the id {Shown.Short(CommandAnswer.RouteText(context, "id"))}.");
}
