using System.Net;
using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>
/// Looks at passwords, which is slow on purpose: a few at a time, so that requests for it leave the machine to others. The
/// work and the answer are the same for a user who is not there.
/// </summary>
internal sealed class PasswordDesk : IDisposable
{
    private const int WaitingMax = 32;

    private static readonly Problem Invalid = new(
        StatusCodes.Status401Unauthorized, ProblemCode.Unauthenticated, "There is no such user, or the password is another.");

    private static readonly Problem Busy = new(
        StatusCodes.Status429TooManyRequests, ProblemCode.TooManyRequests, "As many passwords are looked at as may be.")
    {
        RetrySeconds = 1,
    };

    private readonly PeopleDirectory _directory;
    private readonly AttemptGuard _guard;
    private readonly AuthOptions _options;
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly Lazy<string> _nobodys;
    private int _waiting;

    public PasswordDesk(PeopleDirectory directory, AttemptGuard guard, AuthOptions options)
    {
        (_directory, _guard, _options) = (directory, guard, options);
        _nobodys = new Lazy<string>(() => PasswordHash.Of("", options.PasswordRounds));
    }

    public static Problem LockedOut(int seconds) => new(
        StatusCodes.Status429TooManyRequests, ProblemCode.TooManyRequests,
        "Too often the secret was wrong; wait as long as Retry-After says.")
    {
        RetrySeconds = seconds,
    };

    public Task<string> HashAsync(string password) => Task.Run(() => PasswordHash.Of(password, _options.PasswordRounds));

    /// <summary>Who has this name and password; a caller with a fault for nobody.</summary>
    /// <param name="address">Null for a client of the Unix socket, who is not locked out.</param>
    public async Task<Caller> LogInAsync(string name, string password, IPAddress? address)
    {
        var locked = address is null ? 0 : Math.Max(_guard.LockedSeconds(name, address), _guard.LockedSeconds(address));
        if (locked > 0)
            return Caller.Nobody with { Fault = LockedOut(locked) };
        var user = _directory.Now.User(name);
        if (await MatchesAsync(user?.PasswordHash ?? _nobodys.Value, password) is not { } matches)
            return Caller.Nobody with { Fault = Busy };
        if (!matches || user is not { PasswordHash: not null })
        {
            locked = address is null ? 0 : _guard.Fail(name, address);
            return Caller.Nobody with { Fault = locked > 0 ? LockedOut(locked) : Invalid };
        }

        if (address is not null)
            _guard.Succeed(name, address);
        return user.IsEnabled
            ? new Caller(user.Name, user.Role, user.Scopes, "", 0) { Proof = user.PasswordStamp }
            : Caller.Nobody with { Fault = Invalid };
    }

    public void Dispose() => _slots.Dispose();

    private async Task<bool?> MatchesAsync(string kept, string password)
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        await _slots.WaitAsync();
        try
        {
            return await Task.Run(() => PasswordHash.Matches(kept, password));
        }
        finally
        {
            _slots.Release();
            Interlocked.Decrement(ref _waiting);
        }
    }
}
