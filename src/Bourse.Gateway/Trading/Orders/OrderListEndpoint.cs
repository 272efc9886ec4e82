using System.Text.Json;
using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Trading;

/// <summary>Lists an account's orders: open ones as the exchange has them now, others as the records have them.</summary>
internal sealed class OrderListEndpoint(
    Engine.Engine engine, OrderReader blotter, OrderLookup lookup, GatewayParts parts)
{
    private readonly OrderSearch? _records = parts.Records is { } records ? new OrderSearch(records) : null;

    public static readonly Operation Operation = new("listOrders", OrderEndpoints.OrdersPath, "An account's orders")
    {
        Description = """
            The newest first. `status=open`, which is meant when it is left out, is answered by the exchange as it is now; a page
            may hold fewer than `limit` while `next_cursor` says that there is more. `closed` and `all` are answered by the
            records, which follow within a moment: `min_sequence` waits for them. Orders that come between two pages do not
            shift those that follow.
            """,
        Access = Auth.Access.Read,
        Tag = TradingTags.Trading,
        Query = OrderListQuestion.Query,
        Answer = "OrderList",
        Problems = [400, 401, 403, 404, 429, 503],
    };

    public async Task AnswerAsync(HttpContext context)
    {
        if (OrderListQuestion.TryRead(context, engine.Names, out var question) is { } fault)
            await fault.WriteAsync(context);
        else if (question.IsOpen)
            await AnswerOpenAsync(context, question);
        else
            await AnswerRecordedAsync(context, question);
    }

    private async Task AnswerOpenAsync(HttpContext context, OrderListQuestion question)
    {
        var after = question.From is { } from ? blotter.FirstIdAt(from) - 1 : 0;
        var before = question.To is { } to ? blotter.FirstIdAt(to) : long.MaxValue;
        before = Math.Min(before, question.Page.Last ?? long.MaxValue);
        var (orders, next, until) = await engine.AskAsync(view =>
        {
            var next = 0L;
            var found = question.ClientId.Length > 0
                ? view.OpenOrdersOf(question.Account, Text40.Of(question.ClientId))
                : view.Walk.NewestOrdersOf(
                    question.Account, after, before, question.Instrument, question.Side, question.Limit, out next);
            return (found, next, view.BlotterSequence);
        });
        var reports = orders.Select(open => blotter.Of(open, until)).ToList();
        await SmallAnswer.WriteAsync(
            context, new OrderListAnswer(reports, question.Page, next == 0 ? null : next, until), Write);
    }

    private async Task AnswerRecordedAsync(HttpContext context, OrderListQuestion question)
    {
        if (_records is null)
            throw new RecordsUnavailableException("There are no records here.");
        if (!await RecordsWait.ForAsync(context, parts.RecordsProgress, question.MinSequence))
            return;
        var until = Math.Max(0, parts.RecordsProgress.Sequence);
        var rows = question.ClientId.Length > 0
            ? await _records.FindAsync(question.Account, question.ClientId, context.RequestAborted) is { } one ? [one] : []
            : await _records.FindAsync(question.ToFilter(), context.RequestAborted);
        var reports = rows.Select(row => lookup.Of(row, until)).ToList();
        var last = rows.Count == question.Limit ? rows[^1].Id : (long?)null;
        await SmallAnswer.WriteAsync(context, new OrderListAnswer(reports, question.Page, last, until), Write);
    }

    private static void Write(Utf8JsonWriter json, OrderListAnswer answer)
    {
        json.WriteStartObject();
        json.WriteStartArray("orders"u8);
        foreach (var order in answer.Orders)
            OrderJson.Write(json, order);
        json.WriteEndArray();
        answer.Page.WriteNext(json, answer.Last);
        json.WriteNumber("blotter_sequence"u8, answer.BlotterSequence);
        json.WriteEndObject();
    }

    private sealed record OrderListAnswer(
        IReadOnlyList<OrderReport> Orders, KeyPage Page, long? Last, long BlotterSequence);
}
