using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>Who makes a request, as far as that is known.</summary>
/// <param name="User">Empty for nobody known.</param>
/// <param name="Scopes">What the key or token may be used for, within the role.</param>
/// <param name="Key">The public id of the key; empty for none.</param>
/// <param name="Session">The session of orders that it places: the key's number; 0 none.</param>
public sealed record Caller(string User, Role Role, Scopes Scopes, string Key, int Session)
{
    private const char AccountSeparator = ':';

    /// <summary>Nobody known.</summary>
    public static readonly Caller Nobody = new("", Role.None, Scopes.None, "", 0);

    /// <summary>Whoever runs the program: a client of its Unix socket, whose file only the owner may open.</summary>
    public static readonly Caller Operator = new("operator", Role.Admin, Scopes.All, "", 0);

    /// <summary>Until when it is who it is, nanoseconds since 1970: a token's end.</summary>
    public long Expires { get; init; } = long.MaxValue;

    /// <summary>Of the secret or password that it came in with: with another one of these it is nobody.</summary>
    public long Proof { get; init; }

    /// <summary>What is wrong with the key or token it came with: whatever needs one is answered with that.</summary>
    internal Problem? Fault { get; init; }

    public bool IsKnown => Role != Role.None;

    public bool IsAdmin => Role == Role.Admin && Scopes.HasFlag(Scopes.Admin);

    /// <summary>Who makes this request; decided once, before anything is answered.</summary>
    public static Caller Of(HttpContext context) => context.Features.Get<Caller>() ?? Nobody;

    /// <summary>
    /// Whether an account of the exchange is this user's: it is named as the user is, or "user:…". So ownership is part of
    /// the exchange's own journal, and there is nothing beside it that could be lost or differ.
    /// </summary>
    public bool Owns(string account) => IsKnown && account.StartsWith(User, StringComparison.Ordinal)
        && (account.Length == User.Length || account[User.Length] == AccountSeparator);

    /// <summary>Whether it may read what belongs to an account.</summary>
    public bool MaySee(string account) => IsAdmin || (Owns(account) && Scopes.HasFlag(Scopes.Read));

    /// <summary>Whether it may trade an account.</summary>
    public bool MayTrade(string account) =>
        IsAdmin || (Role >= Role.Trader && Owns(account) && Scopes.HasFlag(Scopes.Trade));
}
