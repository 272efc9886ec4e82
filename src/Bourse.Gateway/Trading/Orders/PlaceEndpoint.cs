using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Takes new orders.</summary>
internal sealed class PlaceEndpoint(Engine.Engine engine)
{
    public static readonly Operation Operation = new("placeOrder", OrderEndpoints.OrdersPath, "Place an order")
    {
        Description = """
            Answered once the order is on disk, with its `order_id`; what became of it is asked by that id. The header
            `Idempotency-Key` or the field `client_order_id` makes a repetition harmless: it gets the first one's answer,
            `repeated`. `account` is the caller's own where it is left out. With `order_class` up to three orders come
            together, all or none.
            """,
        Method = "POST",
        Access = Access.Trade,
        Tag = TradingTags.Trading,
        Body = "NewOrder",
        Answer = "PlacedOrder",
        Success = StatusCodes.Status202Accepted,
        Problems = [400, 401, 402, 403, 404, 409, 413, 415, 422, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var key = context.Request.Headers[CommandAnswer.KeyHeader].ToString();
        var request = OrderRequest.Read(fields, key, Caller.Of(context), engine.Names);
        CommandAnswer.Note(context, request.Account);
        if (request.Fault is { } fault)
            await fault.WriteAsync(context);
        else
            await CommandAnswer.WriteAsync(
                context, await engine.Submit(request.Type, request.Payload, request.Level), request.Group,
                static (json, placed) => TradingJson.WritePlaced(json, placed.Item1, placed.Item2));
    }
}
