using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Says what would become of an order, and does nothing.</summary>
internal sealed class PreviewEndpoint(Engine.Engine engine, TimeProvider clock)
{
    public static readonly Operation Operation =
        new("previewOrder", OrderEndpoints.OrdersPath + "/preview", "What would become of an order")
        {
            Description = $"""
                The same body as for placing an order, and the exchange's own tests, but nothing is journaled, held or
                traded, and no other order meets it. `refusal` is what placing would be answered; `hold` what would be
                held before it trades, also where just that is lacking; `fills` what would trade at once against the book
                as it stands after the command `sequence`, hidden quantities included, the first {OrderPreview.FillsMax}
                prices; `rests` what would then be open, in the book or waiting; `ends` why the rest would end. What is
                triggered by its trades is not foretold; nor, on paper, what orders that wait here take of the market
                first. What the exchange's time has brought about is known with its next command. Orders that come
                together are not foretold: 400.
                """,
            Method = "POST",
            IsQuestion = true,
            Access = Access.Trade,
            Tag = TradingTags.Trading,
            Body = "NewOrder",
            Answer = "OrderPreview",
            Problems = [400, 401, 403, 404, 413, 415, 429, 503],
        };

    public async Task AnswerAsync(HttpContext context)
    {
        if (new QueryReader(context, Operation).Fault is { } unknown)
        {
            await unknown.WriteAsync(context);
            return;
        }

        if (await JsonBody.ReadAsync(context) is not { } fields)
            return;
        var key = context.Request.Headers[CommandAnswer.KeyHeader].ToString();
        var request = OrderRequest.Read(fields, key, Caller.Of(context), engine.Names);
        if (request.Group != GroupKind.None)
            fields.Refuse("order_class", "What becomes of orders that come together is not foretold.");
        if (fields.Fault is { } fault)
            await fault.WriteAsync(context);
        else
            await AnswerAsync(context, request.Order);
    }

    private async Task AnswerAsync(HttpContext context, PlaceOrder order)
    {
        var preview = await engine.AskAsync(view => view.PreviewOf(order, Timestamp.FromDateTime(clock.GetUtcNow())));
        var refusal = AnswerProblem.Of(new Answer(engine.Trouble is null ? Outcome.Refused : Outcome.ReadOnly)
        {
            Reason = preview.Order.Reason,
        });
        await SmallAnswer.WriteAsync(context, (preview, refusal), PreviewJson.Write);
    }
}
