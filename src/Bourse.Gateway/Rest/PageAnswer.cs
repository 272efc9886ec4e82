using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Writes rows straight from the columns into the response, a piece at a time.</summary>
internal static class PageAnswer
{
    // Sent on as soon as this much is there, so that a page of any length takes little memory.
    private const int FlushBytes = 32 * 1024;

    public static async Task WriteAsync(
        HttpContext context, PageQuestion question, RowSource rows, BarInterval? interval = null)
    {
        var response = context.Response;
        response.ContentType = JsonForm.ContentType;
        await using var json = new Utf8JsonWriter(response.BodyWriter, JsonForm.Options);
        json.WriteStartObject();
        json.WriteString(Names.Symbol, question.Symbol.Name);
        if (interval is { } length)
            json.WriteString(Names.Interval, length.Name());
        rows.WriteHead(json);
        json.WriteStartArray(rows.Name);
        TickKey last = default;
        long sent = 0;
        var hasMore = rows.MoveNext();
        for (var count = 0; hasMore && count < question.Limit; count++)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            rows.Write(json);
            last = rows.Key;
            hasMore = rows.MoveNext();
            if (json.BytesCommitted - sent < FlushBytes)
                continue;
            json.Flush();
            sent = json.BytesCommitted;
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }

        json.WriteEndArray();
        WriteCursor(json, hasMore ? new Cursor(question.Hash, last) : null);
        json.WriteTime(Names.CompleteFrom, rows.CompleteFrom == Timestamp.MinValue ? null : rows.CompleteFrom);
        json.WriteEndObject();
    }

    private static void WriteCursor(Utf8JsonWriter json, Cursor? cursor)
    {
        if (cursor is not { } next)
        {
            json.WriteNull(Names.NextCursor);
            return;
        }

        Span<byte> text = stackalloc byte[Cursor.TextLength];
        next.Write(text);
        json.WriteString(Names.NextCursor, text);
    }
}
