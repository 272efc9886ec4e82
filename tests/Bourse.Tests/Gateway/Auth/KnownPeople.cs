using System.Net;
using Bourse.Gateway.Auth;
using Bourse.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Gateway.Auth;

/// <summary>Users and keys in a database of the test's own, and who asks for them. The clock stands still.</summary>
internal sealed class KnownPeople : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly DirectoryInfo _folder;

    private KnownPeople(DirectoryInfo folder, RecordsDatabase records, ManualClock clock) =>
        (_folder, Records, Clock) = (folder, records, clock);

    public ManualClock Clock { get; }

    public RecordsDatabase Records { get; }

    public PeopleDirectory Directory { get; private set; } = null!;

    public Authenticator Authenticator { get; private set; } = null!;

    public TokenDesk Tokens => Authenticator.Tokens;

    public string KeysFolder => Path.Combine(_folder.FullName, "keys");

    public string Folder => _folder.FullName;

    public static async Task<KnownPeople> StartAsync(AuthOptions? options = null)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("bourse-people-");
        var records = RecordsDatabase.InFile(Path.Combine(folder.FullName, "records.db"), new RecordsOptions());
        await records.MigrateAsync(TestContext.Current.CancellationToken);
        var people = new KnownPeople(folder, records, new ManualClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        people.Directory = await PeopleDirectory.StartAsync(records, people.Clock, NullLogger.Instance);
        people.Authenticator = people.Authenticate(options);
        return people;
    }

    /// <summary>Another authenticator of the same people and signing keys.</summary>
    public Authenticator Authenticate(AuthOptions? options)
    {
        var auth = options ?? new AuthOptions { PasswordRounds = 1_000 };
        return new Authenticator(
            Directory, new TokenDesk(SigningKeys.Open(KeysFolder, Clock), auth, Clock), auth, Clock);
    }

    public async Task<ShownKey> AddAsync(string name, Role role, Scopes scopes = Scopes.All)
    {
        Assert.Equal(DirectoryAnswer.Done, await Directory.AddAsync(name, role, passwordHash: null));
        return await KeyAsync(name, scopes);
    }

    public async Task<ShownKey> KeyAsync(string name, Scopes scopes = Scopes.All, long? expires = null)
    {
        var key = await Directory.AddKeyAsync(new NewKey(name, "test", scopes, expires));
        Assert.Equal(DirectoryAnswer.Done, key.Answer);
        return key;
    }

    public Task<Caller> AskAsync(string? key = null, string? token = null, string address = "192.0.2.1", string path = "/v1/me") =>
        Authenticator.AuthenticateAsync(Request(key, token, address, path)).AsTask();

    public static HttpContext Request(string? key, string? token, string address, string path)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Path = path;
        if (key is not null)
            context.Request.Headers["X-API-Key"] = key;
        if (token is not null)
            context.Request.Headers.Authorization = $"Bearer {token}";
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        Authenticator.Dispose();
        await Directory.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
