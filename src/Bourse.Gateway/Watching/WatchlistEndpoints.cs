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

    private readonly OwnedRows<Watchlist> _lists =
        new(records, "watchlist", (json, list) => WatchingJson.Write(json, list, symbols));

    public void Map(Routes routes)
    {
        routes.Map(ListOperation, RecordsGate.Before(context => _lists.ListAsync(context, ListOperation)));
        routes.Map(AddOperation, RecordsGate.Before(AddAsync));
        routes.Map(OneOperation, RecordsGate.Before(context => _lists.OneAsync(context, OneOperation)));
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

    private Task RemoveAsync(HttpContext context) => _lists.RemoveAsync(context);

    private async Task AddAsync(HttpContext context)
    {
        if (await Whose.OneAsync(context, AddOperation) is not { } owner
            || await ReadAsync(context, isWhole: true) is not { } body)
            return;
        var added = new Watchlist { User = owner, Name = body.Name!, Symbols = body.Symbols!, Changed = Now() };
        if (await _lists.WriteAsync(context, database => AddAsync(database, added)))
            await _lists.TellAsync(context, added, StatusCodes.Status201Created);
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

    private async Task ChangeAsync(HttpContext context, bool isWhole)
    {
        if (await ReadAsync(context, isWhole) is not { } body)
            return;
        Watchlist? changed = null;
        // A name that is taken at the same moment elsewhere is found by the database.
        var isDone = await _lists.WriteAsync(context, async database =>
        {
            if (await OwnedRows<Watchlist>.FindAsync(database, context) is not { } list)
                return _lists.Unknown(context);
            if (body.Name is { } name && await database.Watchlists.AnyAsync(
                other => other.User == list.User && other.Name == name && other.Id != list.Id))
                return NameTaken;
            (list.Name, list.Symbols, list.Changed) = (body.Name ?? list.Name, body.Symbols ?? list.Symbols, Now());
            await database.SaveChangesAsync();
            changed = list;
            return null;
        });
        if (isDone)
            await _lists.TellAsync(context, changed!, StatusCodes.Status200OK);
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

    private long Now() => Timestamp.FromDateTime(clock.GetUtcNow()).Nanoseconds;
}
