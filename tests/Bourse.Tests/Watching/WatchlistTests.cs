using Bourse.Gateway.Watching;

namespace Bourse.Tests.Watching;

public class WatchlistTests
{
    private const string Path = "/v1/watchlists";
    private const string Miners = """{"name":"Miners","symbols":["ASX:BHP","RIO"]}""";

    [Fact]
    public async Task A_list_is_made_read_changed_replaced_and_deleted()
    {
        await using var server = await WatchingServer.StartAsync();
        var made = await server.AskAsync("ann", "POST", Path, Miners, 201);
        Assert.Equal("ann", (string?)made["user"]);
        Assert.Equal("""[{"symbol":"ASX:BHP","known":true},{"symbol":"RIO","known":false}]""", made["symbols"]!.ToJsonString());
        var one = $"{Path}/{made["id"]}";
        Assert.Equal(made.ToJsonString(), (await server.AskAsync("ann", "GET", one)).ToJsonString());
        var changed = await server.AskAsync("ann", "PATCH", one, """{"symbols":["FAKE-USD"]}""");
        Assert.Equal(("Miners", 1), ((string?)changed["name"], changed["symbols"]!.AsArray().Count));
        changed = await server.AskAsync("ann", "PATCH", one, """{"name":"Fakes"}""");
        Assert.Equal(("Fakes", 1), ((string?)changed["name"], changed["symbols"]!.AsArray().Count));
        changed = await server.AskAsync("ann", "PUT", one, """{"name":"None","symbols":[]}""");
        Assert.Equal(("None", 0), ((string?)changed["name"], changed["symbols"]!.AsArray().Count));
        Assert.Equal((long?)made["id"], (long?)(await server.AskAsync("ann", "DELETE", one))["removed"]);
        Assert.Equal("unknown", await server.CodeAsync("ann", "GET", one, null, 404));
    }

    [Fact]
    public async Task What_is_somebody_elses_is_not_there()
    {
        await using var server = await WatchingServer.StartAsync();
        var id = (await server.AskAsync("ann", "POST", Path, Miners, 201))["id"]!.ToString();
        foreach (var (method, body) in new[] { ("GET", null), ("PUT", Miners), ("PATCH", Miners), ("DELETE", null) })
        {
            var theirs = await server.AskAsync("bob", method, $"{Path}/{id}", body, 404);
            var missing = await server.AskAsync("bob", method, $"{Path}/999", body, 404);
            var odd = await server.AskAsync("bob", method, $"{Path}/x", body, 404);
            foreach (var field in new[] { "code", "title", "type", "field" })
                Assert.Equal(missing[field]?.ToString(), theirs[field]?.ToString());
            Assert.Equal(((string)missing["detail"]!).Replace("999", id), (string?)theirs["detail"]);
            Assert.Equal("unknown", (string?)odd["code"]);
        }

        Assert.Empty((await server.AskAsync("bob", "GET", Path))["watchlists"]!.AsArray());
        Assert.Equal("unknown", await server.CodeAsync("bob", "GET", $"{Path}?user=ann", null, 404));
        Assert.Equal("unknown", await server.CodeAsync("bob", "POST", $"{Path}?user=ann", Miners, 404));
        Assert.Single((await server.AskAsync("ann", "GET", Path))["watchlists"]!.AsArray());
    }

    [Fact]
    public async Task An_admin_sees_everybodys_and_makes_them_for_others()
    {
        await using var server = await WatchingServer.StartAsync();
        await server.AskAsync("ann", "POST", Path, Miners, 201);
        var made = await server.AskAsync("eve", "POST", $"{Path}?user=bob", Miners, 201);
        Assert.Equal("bob", (string?)made["user"]);
        Assert.Equal(2, (await server.AskAsync("eve", "GET", Path))["watchlists"]!.AsArray().Count);
        Assert.Single((await server.AskAsync("eve", "GET", $"{Path}?user=ann"))["watchlists"]!.AsArray());
        await server.AskAsync("eve", "PATCH", $"{Path}/{made["id"]}", """{"name":"Other"}""");
        Assert.Equal("unknown", await server.CodeAsync("eve", "POST", $"{Path}?user=nobody", Miners, 404));
    }

    [Fact]
    public async Task Nobody_known_and_keys_that_may_not_read_are_turned_away()
    {
        await using var server = await WatchingServer.StartAsync();
        Assert.Equal("unauthenticated", await server.CodeAsync("", "GET", Path, null, 401));
        Assert.Equal("forbidden", await server.CodeAsync("blind", "GET", Path, null, 403));
    }

    [Fact]
    public async Task A_name_is_taken_once_by_each_user()
    {
        await using var server = await WatchingServer.StartAsync();
        await server.AskAsync("ann", "POST", Path, Miners, 201);
        await server.AskAsync("bob", "POST", Path, Miners, 201);
        var other = await server.AskAsync("ann", "POST", Path, """{"name":"Other","symbols":[]}""", 201);
        Assert.Equal("name_taken", await server.CodeAsync("ann", "POST", Path, Miners, 409));
        Assert.Equal("name_taken", await server.CodeAsync("ann", "PUT", $"{Path}/{other["id"]}", Miners, 409));
        await server.AskAsync("ann", "PUT", $"{Path}/{other["id"]}", """{"name":"Other","symbols":["BHP"]}""");
    }

    [Theory]
    [InlineData("""{"symbols":[]}""", "name")]
    [InlineData("""{"name":"x"}""", "symbols")]
    [InlineData("""{"name":"x","symbols":"BHP"}""", "symbols")]
    [InlineData("""{"name":"x","symbols":[1]}""", "symbols")]
    [InlineData("""{"name":"x","symbols":["bhp"]}""", "symbols")]
    [InlineData("""{"name":"x","symbols":["A:B:C"]}""", "symbols")]
    [InlineData("""{"name":"x","symbols":["BHP","BHP"]}""", "symbols")]
    [InlineData("""{"name":"x","symbols":["A B"]}""", "symbols")]
    [InlineData("""{"name":"x","symbols":[],"user":"bob"}""", "user")]
    public async Task A_body_that_cannot_be_used_is_refused_with_the_field(string body, string field)
    {
        await using var server = await WatchingServer.StartAsync();
        var problem = await server.AskAsync("ann", "POST", Path, body, 400);
        Assert.Equal(("invalid_parameter", field), ((string?)problem["code"], (string?)problem["field"]));
    }

    [Fact]
    public async Task There_are_limits_to_lists_and_symbols()
    {
        await using var server = await WatchingServer.StartAsync(new AlertOptions { ListsPerUserMax = 1, SymbolsPerListMax = 2 });
        await server.AskAsync("ann", "POST", Path, Miners, 201);
        Assert.Equal("too_many", await server.CodeAsync("ann", "POST", Path, """{"name":"x","symbols":[]}""", 422));
        await server.CodeAsync("bob", "POST", Path, """{"name":"x","symbols":["A","B","C"]}""", 400);
    }

    [Fact]
    public async Task Lists_come_page_by_page()
    {
        await using var server = await WatchingServer.StartAsync();
        for (var i = 0; i < 5; i++)
            await server.AskAsync("ann", "POST", Path, $$"""{"name":"list {{i}}","symbols":[]}""", 201);
        var names = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await server.AskAsync("ann", "GET", $"{Path}?limit=2{cursor}");
            names.AddRange(page["watchlists"]!.AsArray().Select(list => (string)list!["name"]!));
            if ((string?)page["next_cursor"] is not { } next)
                break;
            cursor = $"&cursor={next}";
        }

        Assert.Equal(["list 0", "list 1", "list 2", "list 3", "list 4"], names);
        Assert.Equal("invalid_cursor", await server.CodeAsync("ann", "GET", $"{Path}?cursor=x", null, 400));
    }

    [Fact]
    public async Task While_the_database_does_not_answer_it_is_said_so()
    {
        await using var server = await WatchingServer.StartAsync();
        await using var context = server.Records.Open();
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
            context.Database, "DROP TABLE watchlists", TestContext.Current.CancellationToken);
        foreach (var (method, path, body) in new[]
        {
            ("GET", Path, null), ("POST", Path, Miners), ("GET", $"{Path}/1", null), ("DELETE", $"{Path}/1", null),
        })
            Assert.Equal("records_unavailable", await server.CodeAsync("ann", method, path, body, 503));
    }
}
