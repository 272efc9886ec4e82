using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Bourse.Gateway.Rest;
using Bourse.Market;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>
/// Says who makes a request: from its key or token and from who is known now, without waiting and without a lock. Whatever
/// is wrong, the answer and the work are the same, so that neither tells which keys there are. Any thread.
/// </summary>
public sealed class Authenticator : IDisposable
{
    private static readonly Problem Invalid = new(
        StatusCodes.Status401Unauthorized, ProblemCode.Unauthenticated, "This key or token is not valid.");

    private static readonly Problem NobodyKnown = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.RecordsUnavailable,
        "Users and keys have not been read yet; what needs no key is answered.")
    {
        RetrySeconds = 1,
    };

    // What the secret of a key that is not there is compared with.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    private readonly AttemptGuard _guard;
    private readonly PasswordDesk _passwords;

    public Authenticator(PeopleDirectory directory, TokenDesk tokens, AuthOptions options, TimeProvider clock)
    {
        (Directory, Tokens) = (directory, tokens);
        _guard = new AttemptGuard(options, clock);
        _passwords = new PasswordDesk(directory, _guard, options);
    }

    public PeopleDirectory Directory { get; }

    public TokenDesk Tokens { get; }

    internal PasswordDesk Passwords => _passwords;

    /// <summary>Who makes this request. Clients of the Unix socket are whoever runs the program.</summary>
    public ValueTask<Caller> AuthenticateAsync(HttpContext context) => ValueTask.FromResult(Authenticate(context));

    /// <summary>Whether a caller of before is still the same: for connections that stay open.</summary>
    public bool IsValid(Caller caller)
    {
        if (!caller.IsKnown || ReferenceEquals(caller, Caller.Operator))
            return true;
        var (people, now) = (Directory.Now, Directory.Time);
        if (now >= caller.Expires || people.User(caller.User) is not { IsEnabled: true } user || user.Role < caller.Role)
            return false;
        return caller.Key.Length == 0
            ? user.PasswordStamp == caller.Proof
            : people.Key(caller.Key) is { } key && key.IsUsable(now) && IsProof(key, caller.Proof, now);
    }

    public void Dispose() => _passwords.Dispose();

    private Caller Authenticate(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return Caller.Operator;
        var credentials = Credentials.Of(context.Request);
        if (credentials.AreNone)
            return Caller.Nobody;
        if (!Directory.IsLoaded)
            return Caller.Nobody with { Fault = NobodyKnown };
        if (credentials.Key is { } key)
            return OfKey(key, address);
        return credentials.Token is { } token ? OfToken(token, address) : Refuse("", address);
    }

    private Caller OfKey(string text, IPAddress address)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!KeySecret.TryRead(text, out var given, hash))
            return Refuse("", address);
        var (people, now, id) = (Directory.Now, Directory.Time, given.ToString());
        var key = people.Key(id);
        if (!IsSecret(key, hash, now))
            return Refuse(id, address);
        if (_guard.LockedSeconds(id, address) is > 0 and var seconds)
            return LockedOut(id, seconds);
        _guard.Succeed(id, address);
        if (!key!.IsUsable(now) || people.User(key.User) is not { IsEnabled: true } user)
            return Caller.Nobody with { Key = id, Fault = Invalid };
        return new Caller(user.Name, user.Role, user.Scopes & key.Scopes, key.Id, key.Number) { Proof = ProofOf(hash) };
    }

    // Both secrets are compared, whether there is a former one or not, or a key at all.
    private static bool IsSecret(KnownKey? key, ReadOnlySpan<byte> hash, long now)
    {
        var current = key is null ? NoHash : key.SecretHash.Span;
        var isFormerAccepted = key is not null && key.FormerHash.Length > 0 && now < key.FormerExpires;
        var former = isFormerAccepted ? key!.FormerHash.Span : NoHash;
        var isCurrent = CryptographicOperations.FixedTimeEquals(hash, current);
        var isFormer = CryptographicOperations.FixedTimeEquals(hash, former);
        return key is not null && (isCurrent | isFormer);
    }

    private Caller OfToken(string text, IPAddress address)
    {
        if (!Tokens.TryRead(text, out var claims, out var isGenuine))
            return isGenuine ? Caller.Nobody with { Fault = Invalid } : Refuse("", address);
        var user = Directory.Now.User(claims.User);
        var key = claims.Key.Length > 0 ? Directory.Now.Key(claims.Key) : null;
        var role = user is null || user.Role > claims.Role ? claims.Role : user.Role;
        var scopes = claims.Scopes & Person.ScopesOf(role) & (key?.Scopes ?? Scopes.All);
        var caller = new Caller(claims.User, role, scopes, claims.Key, key?.Number ?? 0)
        {
            Proof = claims.Proof, Expires = claims.Expires * Timestamp.PerSecond,
        };
        return IsValid(caller) ? caller : Caller.Nobody with { Fault = Invalid };
    }

    private Caller Refuse(string id, IPAddress address)
    {
        var seconds = _guard.Fail(id, address);
        return seconds > 0 ? LockedOut(id, seconds) : Caller.Nobody with { Key = id, Fault = Invalid };
    }

    private static Caller LockedOut(string id, int seconds) =>
        Caller.Nobody with { Key = id, Fault = PasswordDesk.LockedOut(seconds) };

    private static long ProofOf(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt64LittleEndian(hash);

    private static bool IsProof(KnownKey key, long proof, long now) => ProofOf(key.SecretHash.Span) == proof
        || (key.FormerHash.Length > 0 && now < key.FormerExpires && ProofOf(key.FormerHash.Span) == proof);
}
