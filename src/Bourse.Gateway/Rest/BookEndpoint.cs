using Bourse.Gateway.Json;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Rest;

/// <summary>The best levels of a symbol's books, now or at a past moment.</summary>
internal sealed class BookEndpoint(SymbolDirectory directory, JournalReader tape)
{
    public static readonly Operation Operation =
        new("getBook", "/api/v1/stocks/{symbol}/book", "The book of a symbol, now or then")
        {
            Description = """
                `venues` has one book for each venue that trades the symbol; venues without any quote are left out. Both
                sides have the best level first. A venue that gives only its best prices has a book of one level a side.
                `suspect` is there while a book may be wrong since a gap.
                """,
            Query = [Parameters.Depth, Parameters.At, Parameters.Venue],
            Answer = "Books",
            Problems = [400, 404, 429, 503],
        };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        var depth = query.Read(Parameters.Depth, Parameters.DepthDefault);
        var at = query.Read(Parameters.At, Timestamp.MaxValue);
        if (SymbolQuestion.TryRead(context, directory, ref query, out var question) is { } fault)
            return fault.WriteAsync(context);
        if (at < Timestamp.MaxValue)
            return ReplayAsync(context, question, depth, at);
        BookView?[] books = [.. question.Instruments.Select(ticks => ticks.Book(depth))];
        return AnswerAsync(context, question, books);
    }

    private static Task AnswerAsync(HttpContext context, SymbolQuestion question, BookView?[] books) =>
        SmallAnswer.WriteAsync(context, (question.Name, books), static (json, answer) =>
            BookJson.Write(json, answer.Name, answer.books.OfType<BookView>()));

    private async Task ReplayAsync(HttpContext context, SymbolQuestion question, int depth, Timestamp at)
    {
        var stopping = context.RequestAborted;
        BookView?[] books;
        using (await ReplayTurn.TakeAsync(stopping))
            books = [.. question.Instruments.Select(ticks => BookReplay.At(ticks, at, depth, tape, stopping))];
        await AnswerAsync(context, question, books);
    }
}
