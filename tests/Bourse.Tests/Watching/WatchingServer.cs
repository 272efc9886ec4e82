using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bourse.Gateway.Auth;
using Bourse.Gateway.Watching;
using Bourse.Records;
using Bourse.Tests.Gateway;

namespace Bourse.Tests.Watching;

/// <summary>
/// A gateway with records of its own, in which ann and bob are traders and eve is an admin; a request says who makes it.
/// </summary>
internal sealed class WatchingServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bourse-watching-");
    private RunningGateway _gateway = null!;

    public RecordsDatabase Records { get; private set; } = null!;

    public RunningGateway Gateway => _gateway;

    public string Database => Path.Combine(_folder.FullName, "records.db");

    public WebhookSecrets Secrets { get; private set; } = null!;

    private static CancellationToken Stopping => TestContext.Current.CancellationToken;

    public static async Task<WatchingServer> StartAsync(AlertOptions? limits = null)
    {
        var server = new WatchingServer();
        server.Records = RecordsDatabase.InFile(server.Database, new RecordsOptions { QuerySecondsMax = 1 });
        server.Secrets = WebhookSecrets.Open(Path.Combine(server._folder.FullName, "keys", "webhook"));
        await using (var context = server.Records.Open())
        {
            await context.Database.EnsureCreatedAsync(Stopping);
            context.AddRange(Person("ann"), Person("bob"), Person("eve", Role.Admin));
            await context.SaveChangesAsync(Stopping);
        }

        server._gateway = await RunningGateway.StartAsync(ExampleMarket.Make(), change: parts => parts with
        {
            Records = server.Records,
            AlertOptions = limits ?? new AlertOptions(),
            WebhookSecrets = server.Secrets,
            Authenticate = context => ValueTask.FromResult(CallerOf(context.Request.Headers["X-Who"].ToString())),
        });
        return server;
    }

    /// <summary>Asks as somebody, and returns the answer, whose status must be that.</summary>
    public async Task<JsonNode> AskAsync(string who, string method, string path, string? body = null, int status = 200)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (who.Length > 0)
            request.Headers.Add("X-Who", who);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _gateway.Client.SendAsync(request, Stopping);
        var text = await answer.Content.ReadAsStringAsync(Stopping);
        Assert.True((int)answer.StatusCode == status, $"{who} {method} {path}: {(int)answer.StatusCode} {text}");
        if (status == (int)HttpStatusCode.ServiceUnavailable)
            Assert.NotNull(answer.Headers.RetryAfter);
        return JsonNode.Parse(text)!;
    }

    public async Task<string?> CodeAsync(string who, string method, string path, string? body, int status) =>
        (string?)(await AskAsync(who, method, path, body, status))["code"];

    /// <summary>Adds rows as they are.</summary>
    public async Task AddAsync(params object[] rows)
    {
        await using var context = Records.Open();
        context.AddRange(rows);
        await context.SaveChangesAsync(Stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static User Person(string name, Role role = Role.Trader) => new() { Name = name, Role = role };

    private static Caller CallerOf(string who) => who switch
    {
        "" => Caller.Nobody,
        "eve" => new Caller(who, Role.Admin, Scopes.All, "bk_eve", 1),
        "blind" => new Caller("ann", Role.Trader, Scopes.Trade, "bk_blind", 1),
        _ => new Caller(who, Role.Trader, Scopes.Read | Scopes.Trade, "bk_" + who, 1),
    };
}
