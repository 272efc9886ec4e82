using System.Text.Json;
using Bourse.Gateway.Json;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>Where a symbol stands now, at each venue that trades it.</summary>
internal sealed class SnapshotEndpoint(SymbolDirectory directory)
{
    public static readonly Operation Operation =
        new("getSnapshot", "/api/v1/stocks/{symbol}/snapshot", "Last trade, quote and today of a symbol")
        {
            Description = """
                `venues` has one entry for each venue that trades the symbol, the one with the most volume today first.
                `today` is the venue's day of its latest trade; `previous_close` is the last close before that day, and
                `change` is counted from it to the last trade that the venue counts in its price statistics. Whatever
                there is none of is null.
                """,
            Query = [Parameters.Venue],
            Answer = "Snapshot",
            Problems = [400, 404, 429, 503],
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        if (SymbolQuestion.TryRead(context, directory, ref query, out var question) is { } fault)
            return fault.WriteAsync(context);
        return SmallAnswer.WriteAsync(context, question, Write);
    }

    private static void Write(Utf8JsonWriter json, SymbolQuestion question)
    {
        json.WriteStartObject();
        json.WriteString(Names.Symbol, question.Name);
        json.WriteStartArray(Names.Venues);
        if (question.Instruments.Length == 1)
            SnapshotJson.Write(json, question.Instruments[0]);
        else
            foreach (var ticks in BusiestFirst(question.Instruments))
                SnapshotJson.Write(json, ticks);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<InstrumentTicks> BusiestFirst(InstrumentTicks[] instruments) =>
        instruments.OrderByDescending(ticks => ticks.Snapshot().Today?.Volume.Units ?? -1);
}
