using Bourse.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Bourse.Records;

/// <summary>
/// Who there is: users and keys, read from memory, changed in the database first. While the database is down everybody who
/// was known goes on being known. Several programs may share a database: what one changes the others see within
/// <see cref="RecordsOptions.DirectorySeconds"/>. Reading: any thread, without waiting; changes: any thread, one at a time.
/// </summary>
public sealed class PeopleDirectory : IAsyncDisposable
{
    public const int UsersMax = 100_000;

    /// <summary>Keys of one user, those revoked and expired included until another needs the room.</summary>
    public const int KeysOfUserMax = 20;

    /// <summary>The user who is made when there is nobody.</summary>
    public const string FirstUser = "admin";

    private readonly RecordsDatabase _database;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<string?> _firstKey = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _following = Task.CompletedTask;
    private volatile People? _people;
    private bool _isFailing;

    private PeopleDirectory(RecordsDatabase database, TimeProvider clock, ILogger log) =>
        (_database, _clock, _log) = (database, clock, log);

    /// <summary>False until users and keys have been read for the first time: nobody can be known.</summary>
    public bool IsLoaded => _people is not null;

    /// <summary>Everybody, as known now.</summary>
    public People Now => _people ?? People.None;

    /// <summary>Nanoseconds since 1970.</summary>
    public long Time => Timestamp.FromDateTime(_clock.GetUtcNow()).Nanoseconds;

    /// <summary>
    /// Done once users have been read: a key of the first user where there was nobody, to be shown once; else null.
    /// </summary>
    public Task<string?> FirstKey => _firstKey.Task;

    /// <summary>
    /// Reads everybody and follows changes. A database that does not answer is asked again in the background.
    /// </summary>
    public static async Task<PeopleDirectory> StartAsync(RecordsDatabase database, TimeProvider clock, ILogger log)
    {
        var directory = new PeopleDirectory(database, clock, log);
        await directory.TryRefreshAsync();
        directory._following = directory.FollowAsync();
        return directory;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _firstKey.TrySetResult(null);
        _stopping.Dispose();
        _changing.Dispose();
    }

    /// <exception cref="RecordsUnavailableException">The database does not answer; this and the others below.</exception>
    public Task<DirectoryAnswer> AddAsync(string name, Role role, string? passwordHash) => ChangeAsync(async change =>
    {
        var users = change.Context.Users;
        if (await users.AnyAsync(user => user.Name == name))
            return DirectoryAnswer.Taken;
        if (await users.CountAsync() >= UsersMax)
            return DirectoryAnswer.Full;
        var user = new User { Name = name, Role = role, PasswordHash = passwordHash, Created = Time };
        users.Add(user);
        return change.Is(people => people.With(user));
    });

    /// <summary>Changes what is not null.</summary>
    public Task<DirectoryAnswer> SetAsync(string name, Role? role, bool? isEnabled, string? passwordHash) =>
        ChangeAsync(async change =>
        {
            if (await change.Context.Users.FindAsync(name) is not { } user)
                return DirectoryAnswer.Unknown;
            var staysAdmin = role is null or Role.Admin && isEnabled != false;
            if (!staysAdmin && await IsLastAdminAsync(change.Context, name))
                return DirectoryAnswer.LastAdmin;
            user.Role = role ?? user.Role;
            user.IsEnabled = isEnabled ?? user.IsEnabled;
            user.PasswordHash = passwordHash ?? user.PasswordHash;
            return change.Is(people => people.With(user));
        });

    /// <summary>Removes a user with keys, watchlists and alerts. What is in journals stays.</summary>
    public Task<DirectoryAnswer> RemoveAsync(string name) => ChangeAsync(async change =>
    {
        if (await IsLastAdminAsync(change.Context, name))
            return DirectoryAnswer.LastAdmin;
        var removed = await change.Context.Users.Where(user => user.Name == name).ExecuteDeleteAsync();
        return removed == 0 ? DirectoryAnswer.Unknown : change.Is(people => people.WithoutUser(name));
    });

    /// <summary>Makes a key for a user.</summary>
    public async Task<ShownKey> AddKeyAsync(NewKey wish)
    {
        var id = KeySecret.NewId();
        var (text, hash) = KeySecret.New(id);
        var answer = await ChangeAsync(change => AddKeyAsync(change, wish, id, hash));
        return Shown(answer, id, text);
    }

    /// <summary>Gives a key another secret; the one before is accepted for so long yet.</summary>
    public async Task<ShownKey> RotateAsync(string id, TimeSpan grace)
    {
        var (text, hash) = KeySecret.New(id);
        var answer = await ChangeAsync(async change =>
        {
            if (await change.Context.Keys.FindAsync(id) is not { Revoked: null } key)
                return DirectoryAnswer.Unknown;
            key.FormerHash = grace > TimeSpan.Zero ? key.SecretHash : null;
            key.FormerExpires = grace > TimeSpan.Zero ? Time + (grace.Ticks * 100) : 0;
            key.SecretHash = hash;
            return change.Is(people => people.With(key));
        });
        return Shown(answer, id, text);
    }

    /// <summary>Ends a key at once, and with it all tokens made of it.</summary>
    public Task<DirectoryAnswer> RevokeAsync(string id) => ChangeAsync(async change =>
    {
        if (await change.Context.Keys.FindAsync(id) is not { Revoked: null } key)
            return DirectoryAnswer.Unknown;
        key.Revoked = Time;
        return change.Is(people => people.With(key));
    });

    /// <summary>Reads everybody again where somebody has changed something.</summary>
    public async Task RefreshAsync()
    {
        await _changing.WaitAsync();
        try
        {
            await LoadIfChangedAsync();
        }
        finally
        {
            _changing.Release();
        }

        if (!_firstKey.Task.IsCompleted)
            _firstKey.TrySetResult(Now.UserCount == 0 ? await MakeFirstAsync() : null);
    }

    private async Task<DirectoryAnswer> AddKeyAsync(DirectoryChange change, NewKey wish, string id, byte[] hash)
    {
        var context = change.Context;
        if (!await context.Users.AnyAsync(user => user.Name == wish.User))
            return DirectoryAnswer.Unknown;
        var now = Time;
        var others = await context.Keys.Where(key => key.User == wish.User).OrderBy(key => key.Number).ToListAsync();
        if (others.Count >= KeysOfUserMax)
        {
            if (others.Find(key => !KnownKey.Of(key).IsUsable(now)) is not { } over)
                return DirectoryAnswer.Full;
            context.Keys.Remove(over);
            change.Is(people => people.WithoutKey(over.Id));
        }

        var key = new ApiKey
        {
            Id = id, Number = ++change.Version.LastKey, User = wish.User, Name = wish.Name, SecretHash = hash,
            Scopes = wish.Scopes, Created = now, Expires = wish.Expires,
        };
        context.Keys.Add(key);
        return change.Is(people => people.With(key));
    }

    private static async Task<bool> IsLastAdminAsync(RecordsContext context, string name) =>
        await context.Users.Where(user => user.Role == Role.Admin && user.IsEnabled).Select(user => user.Name).Take(2)
            .ToListAsync() is [var only] && only == name;

    private ShownKey Shown(DirectoryAnswer answer, string id, string text) => answer == DirectoryAnswer.Done
        ? new ShownKey(answer, Now.Key(id), text)
        : new ShownKey(answer, null, "");

    // What is being written is not given up because its asker has gone: it would not be known what became of it.
    private async Task<DirectoryAnswer> ChangeAsync(Func<DirectoryChange, Task<DirectoryAnswer>> make)
    {
        await _changing.WaitAsync();
        try
        {
            return await _database.AskAsync(async context =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync();
                var change = await DirectoryChange.BeginAsync(context);
                var answer = await make(change);
                if (answer != DirectoryAnswer.Done)
                    return answer;
                await context.SaveChangesAsync();
                await transaction.CommitAsync();
                await ApplyAsync(change);
                return answer;
            });
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task ApplyAsync(DirectoryChange change)
    {
        if (_people is { } people && people.Version == change.Version.Number - 1)
            _people = change.Apply(people).At(change.Version.Number);
        else
            await LoadIfChangedAsync();
    }

    private Task<bool> LoadIfChangedAsync() => _database.AskAsync(async context =>
    {
        // The version first: what is changed meanwhile makes it look old, and is read once more.
        var version = await context.DirectoryVersions.AsNoTracking().Select(row => row.Number).SingleAsync();
        if (version == _people?.Version)
            return false;
        var users = await context.Users.AsNoTracking().ToListAsync();
        var keys = await context.Keys.AsNoTracking().ToListAsync();
        var known = users.Select(user => user.Name).ToHashSet(StringComparer.Ordinal);
        _people = People.Of(version, users, keys.Where(key => known.Contains(key.User)));
        return true;
    });

    // Of several programs that start on a new database, one makes the first user.
    private async Task<string?> MakeFirstAsync()
    {
        if (await AddAsync(FirstUser, Role.Admin, passwordHash: null) != DirectoryAnswer.Done)
            return null;
        return (await AddKeyAsync(new NewKey(FirstUser, "first", Scopes.All, Expires: null))).Text;
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                var wait = IsLoaded
                    ? TimeSpan.FromSeconds(_database.Options.DirectorySeconds)
                    : TimeSpan.FromMilliseconds(_database.Options.RetryMillis);
                await Task.Delay(wait, _clock, _stopping.Token);
                await TryRefreshAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    // Users and keys that were known stay known.
    private async Task TryRefreshAsync()
    {
        try
        {
            await RefreshAsync();
            _isFailing = false;
        }
        catch (RecordsUnavailableException fault)
        {
            if (!_isFailing)
                _log.LogWarning("Users and keys cannot be read now, it is tried again: {Reason}", fault.Message);
            _isFailing = true;
        }
    }
}
