using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Bourse.Gateway.Trading;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Bourse.Gateway.Watching;

/// <summary>Watchlists: instruments that a user keeps an eye on.</summary>
internal sealed class WatchlistEndpoints(
    RecordsDatabase records, WatchedSymbols symbols, AlertOptions limits, TimeProvider clock)
{
    private const int NameLengthMax = 40;

    public static readonly Operation ListOperation = Describe("listWatchlists", "GET", "Watchlists") with
    {
        Description = "In the order in which they were made; `next_cursor` is null on the last page.",
        Query = [Whose.User, IdPage.LimitParameter, Parameters.Cursor],
        Answer = "WatchlistPage",
    };

    public static readonly Operation AddOperation = Describe("addWatchlist", "POST", "Make a watchlist") with
    {
        Description = """
            A symbol need not be on the tape yet; `known` says whether it is. A user's lists have different names
            (409 `name_taken`), and a user has only so many (422 `too_many`).
            """,
        Query = [Whose.User],
        Body = "WatchlistBody",
        Answer = "Watchlist",
        Success = 201,
        Problems = [400, 401, 403, 404, 409, 422, 429, 503],
    };

    public static readonly Operation OneOperation = DescribeOne("getWatchlist", "GET", "A watchlist");

    public static readonly Operation ReplaceOperation = DescribeOne("replaceWatchlist", "PUT", "Replace a watchlist") with
    {
        Body = "WatchlistBody",
        Problems = [400, 401, 403, 404, 409, 429, 503],
    };

    public static readonly Operation ChangeOperation = DescribeOne("changeWatchlist", "PATCH", "Change a watchlist") with
    {
        Description = "What is not given stays as it is.",
        Body = "WatchlistChange",
        Problems = [400, 401, 403, 404, 409, 429, 503],
    };

    public static readonly Operation RemoveOperation =
        DescribeOne("removeWatchlist", "DELETE", "Delete a watchlist") with { Answer = "Removed" };

    private static readonly Problem NameTaken = new(
        StatusCodes.Status409Conflict, ProblemCode.NameTaken, "Another of the user's watchlists has this name.", "name");

    // Counting and adding are one step.
    private static readonly SemaphoreSlim Writing = new(1);

    public void Map(Routes routes)
    {
        routes.Map(ListOperation, RecordsGate.Before(ListAsync));
        routes.Map(AddOperation, RecordsGate.Before(AddAsync));
        routes.Map(OneOperation, RecordsGate.Before(OneAsync));
        routes.Map(ReplaceOperation, RecordsGate.Before(context => ChangeAsync(context, isWhole: true)));
        routes.Map(ChangeOperation, RecordsGate.Before(context => ChangeAsync(context, isWhole: false)));
        routes.Map(RemoveOperation, RecordsGate.Before(RemoveAsync));
    }

    private static Operation Describe(string id, string method, string summary) => new(id, "/v1/watchlists", summary)
    {
        Tag = "Watching",
        Method = method,
        Access = Access.Read,
        Problems = [400, 401, 403, 404, 429, 503],
    };

    private static Operation DescribeOne(string id, string method, string summary) =>
        Describe(id, method, summary) with { Path = "/v1/watchlists/{id}", Answer = "Watchlist" };

    private Task ListAsync(HttpContext context)
    {
        var query = new QueryReader(context, ListOperation);
        var named = query.Read(Whose.User, "");
        if (IdPage.TryRead(ref query, $"watchlists|{named}", out var page) is { } fault)
            return fault.WriteAsync(context);
        return Whose.TryFind(Caller.Of(context), named, out var user, out var problem)
            ? ListAsync(context, user, page)
            : problem.WriteAsync(context);
    }

    private async Task ListAsync(HttpContext context, string? user, IdPage page)
    {
        var after = page.Last ?? 0;
        var lists = await records.AskAsync(database => database.Watchlists.AsNoTracking()
            .Where(list => list.Id > after && (user == null || list.User == user))
            .OrderBy(list => list.Id).Take(page.Limit + 1).ToListAsync(context.RequestAborted));
        await SmallAnswer.WriteAsync(context, (lists, page), (json, answer) => WatchingJson.WritePage(
            json, "watchlists", answer.lists, answer.page, list => list.Id,
            list => WatchingJson.Write(json, list, symbols)));
    }

    private async Task AddAsync(HttpContext context)
    {
        var query = new QueryReader(context, AddOperation);
        var named = query.Read(Whose.User, "");
        var caller = Caller.Of(context);
        Whose.TryFind(caller, named, out var user, out var refusal);
        if ((query.Fault ?? refusal) is { } problem)
        {
            await problem.WriteAsync(context);
            return;
        }

        if (await ReadAsync(context, isWhole: true) is not { } body)
            return;
        var added = new Watchlist
        {
            User = user ?? caller.User, Name = body.Name!, Symbols = body.Symbols!, Changed = Now(),
        };
        if (await WriteAsync(database => AddAsync(database, added)) is { } fault)
            await fault.WriteAsync(context);
        else
            await TellAsync(context, added, StatusCodes.Status201Created);
    }

    private async Task<Problem?> AddAsync(RecordsContext database, Watchlist added)
    {
        if (!await database.Users.AnyAsync(user => user.Name == added.User))
            return Whose.UnknownUser(added.User);
        var names = await database.Watchlists.Where(list => list.User == added.User).Select(list => list.Name).ToListAsync();
        if (names.Contains(added.Name))
            return NameTaken;
        if (names.Count >= limits.ListsPerUserMax)
            return WatchingJson.TooMany($"A user has at most {limits.ListsPerUserMax} watchlists.");
        database.Add(added);
        await database.SaveChangesAsync();
        return null;
    }

    private async Task OneAsync(HttpContext context)
    {
        if (new QueryReader(context, OneOperation).Fault is { } fault)
            await fault.WriteAsync(context);
        else if (await records.AskAsync(database => FindAsync(database, context)) is { } list)
            await TellAsync(context, list, StatusCodes.Status200OK);
        else
            await Unknown(context).WriteAsync(context);
    }

    private async Task ChangeAsync(HttpContext context, bool isWhole)
    {
        if (await ReadAsync(context, isWhole) is not { } body)
            return;
        Watchlist? changed = null;
        var fault = await WriteAsync(async database =>
        {
            if (await FindAsync(database, context) is not { } list)
                return Unknown(context);
            if (body.Name is { } name && await database.Watchlists.AnyAsync(
                other => other.User == list.User && other.Name == name && other.Id != list.Id))
                return NameTaken;
            (list.Name, list.Symbols, list.Changed) = (body.Name ?? list.Name, body.Symbols ?? list.Symbols, Now());
            await database.SaveChangesAsync();
            changed = list;
            return null;
        });
        if (fault is not null)
            await fault.WriteAsync(context);
        else
            await TellAsync(context, changed!, StatusCodes.Status200OK);
    }

    private async Task RemoveAsync(HttpContext context)
    {
        var id = WatchingJson.IdOf(context);
        var caller = Caller.Of(context);
        var removed = await records.AskAsync(database => database.Watchlists
            .Where(list => list.Id == id && (caller.IsAdmin || list.User == caller.User)).ExecuteDeleteAsync());
        if (removed == 0)
            await Unknown(context).WriteAsync(context);
        else
            await WatchingJson.TellRemovedAsync(context, id);
    }

    // A name that is taken at the same moment elsewhere is found by the database.
    private async Task<Problem?> WriteAsync(Func<RecordsContext, Task<Problem?>> write)
    {
        await Writing.WaitAsync();
        try
        {
            return await records.AskAsync(write);
        }
        finally
        {
            Writing.Release();
        }
    }

    private static Task<Watchlist?> FindAsync(RecordsContext database, HttpContext context)
    {
        var id = WatchingJson.IdOf(context);
        var caller = Caller.Of(context);
        return database.Watchlists.FirstOrDefaultAsync(
            list => list.Id == id && (caller.IsAdmin || list.User == caller.User));
    }

    private async Task<(string? Name, string? Symbols)?> ReadAsync(HttpContext context, bool isWhole)
    {
        if (await JsonBody.ReadAsync(context) is not { } fields)
            return null;
        var name = isWhole ? fields.NeededText("name", NameLengthMax) : fields.Text("name", NameLengthMax);
        var list = fields.Texts("symbols", limits.SymbolsPerListMax, WatchedSymbols.LengthMax);
        if (list is null && isWhole)
            fields.Refuse("symbols", "'symbols' is needed: a list of texts.");
        if (list?.FirstOrDefault(symbol => !WatchedSymbols.IsWellFormed(symbol)) is { } odd)
            fields.Refuse("symbols", $"'{Shown.Short(odd)}' is not like BHP or ASX:BHP, in capitals.");
        if (list?.Distinct().Count() < list?.Count)
            fields.Refuse("symbols", "A symbol is given twice.");
        if (await WatchingBody.RefuseAsync(context, fields))
            return null;
        return (name.Length > 0 ? name : null, list is null ? null : string.Join(' ', list));
    }

    private Task TellAsync(HttpContext context, Watchlist list, int status)
    {
        if (AuditNote.Of(context) is { } note)
            note.Target = $"watchlist {list.Id}";
        context.Response.StatusCode = status;
        return SmallAnswer.WriteAsync(context, list, (json, one) => WatchingJson.Write(json, one, symbols));
    }

    private static Problem Unknown(HttpContext context) =>
        Whose.UnknownThing("watchlist", (string)context.Request.RouteValues["id"]!);


    private long Now() => Timestamp.FromDateTime(clock.GetUtcNow()).Nanoseconds;
}
