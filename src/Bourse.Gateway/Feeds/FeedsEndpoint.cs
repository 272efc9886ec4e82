using Bourse.Gateway.Json;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Feeds;

/// <summary>Where the market's events come from, and how that is.</summary>
internal sealed class FeedsEndpoint(Func<FeedsReport> report)
{
    public static readonly Operation Operation = new("getFeeds", "/api/v1/feeds", "Venues and other feeds")
    {
        Tag = "Operation",
        Description = """
            `venues` are those of the registry, `feeds` are archives, the synthetic market, other Bourses and our own exchange.
            A venue's `state` is that of its worst connection, `off` where it is not followed. A symbol's `book` is `live` when
            it has a snapshot and every change since, `waiting` until then, `none` where no book is followed. While the
            registry's file has mistakes, `refused` has each with its line: what was in force before stays so.
            """,
        Answer = "Feeds",
        Problems = [400, 429],
    };

    public Task AnswerAsync(HttpContext context)
    {
        var query = new QueryReader(context, Operation);
        return query.Fault is { } fault
            ? fault.WriteAsync(context)
            : SmallAnswer.WriteAsync(context, report(), FeedsJson.Write);
    }
}
