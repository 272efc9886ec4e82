using System.Globalization;
using System.Runtime.InteropServices;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.Trading;

/// <summary>
/// Orders, portfolios and books of our own exchange. Until there are rights, for programs of this machine only, and not
/// described in the interface's description.
/// </summary>
internal sealed class TradingEndpoints(Engine.Engine engine, OrderReader orders)
{
    public const string OrdersPath = "/api/v1/orders";
    public const string PortfolioPath = "/api/v1/portfolio";
    public const string BookPath = "/api/v1/exchange/book";

    private const string KeyHeader = "Idempotency-Key";
    private const int DepthLevels = 50;

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(OrdersPath, Guarded(PlaceAsync)).ExcludeFromDescription();
        app.MapDelete(OrdersPath + "/{id:long}", Guarded(CancelAsync)).ExcludeFromDescription();
        app.MapGet(OrdersPath + "/{id:long}", Guarded(OrderAsync)).ExcludeFromDescription();
        app.MapGet(PortfolioPath + "/{account}", Guarded(PortfolioAsync)).ExcludeFromDescription();
        app.MapGet(BookPath + "/{symbol}", Guarded(BookAsync)).ExcludeFromDescription();
    }

    /// <summary>Answers 202 with what a command came to, or the problem that it is.</summary>
    public static Task TellAsync(
        HttpContext context, Answer answer, Action<System.Text.Json.Utf8JsonWriter, Answer> write)
    {
        if (AnswerProblem.Of(answer) is { } problem)
            return TellAsync(context, problem);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return SmallAnswer.WriteAsync(context, answer, write);
    }

    public static ReadOnlySpan<byte> Bytes<T>(in T command)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in command));

    private static Task TellAsync(HttpContext context, Problem problem)
    {
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = "1";
        return problem.WriteAsync(context);
    }

    private static RequestDelegate Guarded(RequestDelegate answer) => LoopbackGate.Before(async context =>
    {
        try
        {
            await answer(context);
        }
        catch (EngineUnavailableException fault)
        {
            await TellAsync(context, AnswerProblem.Of(fault));
        }
    });

    private static string RouteText(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    private static long OrderId(HttpContext context) =>
        long.Parse(RouteText(context, "id"), CultureInfo.InvariantCulture);

    private static Problem UnknownOrder(long id, string which) => new(
        StatusCodes.Status404NotFound, AnswerProblem.CodeOf(RefusalReason.OrderUnknown), $"{which} has the id {id}.");

    private async Task PlaceAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context);
        if (body is null)
            return;
        var key = context.Request.Headers[KeyHeader].ToString();
        if (OrderRequest.Read(body.RootElement, key, engine.Names, out var order, out var group, out var level)
            is { } problem)
            await problem.WriteAsync(context);
        else if (group.Kind != GroupKind.None)
            await TellAsync(
                context, await engine.Submit(CommandType.PlaceGroup, Bytes(group), level),
                (json, answer) => TradingJson.WritePlaced(json, answer, group.Kind));
        else
            await TellAsync(
                context, await engine.Submit(CommandType.PlaceOrder, Bytes(order), level), TradingJson.WritePlaced);
    }

    private async Task CancelAsync(HttpContext context)
    {
        var id = OrderId(context);
        if (await engine.AskAsync(view => view.OpenOrder(id)) is not { } open)
        {
            await UnknownOrder(id, "No open order").WriteAsync(context);
            return;
        }

        var cancel = new CancelOrder { Account = open.Account, OrderId = id };
        await TellAsync(context, await engine.Submit(CommandType.CancelOrder, Bytes(cancel)), TradingJson.WriteMade);
    }

    private async Task OrderAsync(HttpContext context)
    {
        var id = OrderId(context);
        if (await orders.FindAsync(id, context.RequestAborted) is { } order)
            await SmallAnswer.WriteAsync(context, order, TradingJson.WriteOrder);
        else
            await UnknownOrder(id, "No order").WriteAsync(context);
    }

    private async Task PortfolioAsync(HttpContext context)
    {
        var name = RouteText(context, "account");
        var number = engine.Names.Account(name);
        if (await engine.AskAsync(view => view.PortfolioOf(number), values: number) is { } portfolio)
            await SmallAnswer.WriteAsync(context, portfolio, TradingJson.WritePortfolio);
        else
            await OrderRequest.UnknownAccount(name).WriteAsync(context);
    }

    private async Task BookAsync(HttpContext context)
    {
        var symbol = RouteText(context, "symbol");
        var instrument = engine.Names.Instrument(symbol);
        if (await engine.AskAsync(view => view.DepthOf(instrument, DepthLevels)) is { } depth)
            await SmallAnswer.WriteAsync(context, depth, TradingJson.WriteDepth);
        else
            await Problem.UnknownInstrument(Shown.Short(symbol)).WriteAsync(context);
    }
}
