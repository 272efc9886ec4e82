using System.Collections.Concurrent;
using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Records;

namespace Bourse.Tests.Gateway;

/// <summary>Callers that a test makes up: a socket says which it is by <c>api_key</c>. Any of them can be revoked.</summary>
internal sealed class SocketCallers
{
    public static readonly Caller Ann = new("ann", Role.Trader, Scopes.All, "bk_ann", 7);
    public static readonly Caller Bob = new("bob", Role.Trader, Scopes.All, "bk_bob", 8);
    public static readonly Caller Viewer = new("ann", Role.Viewer, Scopes.All, "bk_view", 9);
    public static readonly Caller Root = new("root", Role.Admin, Scopes.All, "bk_root", 0);

    /// <summary>Ann's, but for trading alone.</summary>
    public static readonly Caller Blind = new("ann", Role.Trader, Scopes.Trade, "bk_blind", 10);

    private static readonly Caller[] All = [Ann, Bob, Viewer, Root, Blind];
    private readonly ConcurrentDictionary<string, bool> _revoked = new();

    public void Revoke(Caller caller) => _revoked[caller.Key] = true;

    public GatewayParts Into(GatewayParts parts) => parts with
    {
        Authenticate = context => ValueTask.FromResult(
            All.FirstOrDefault(caller => caller.Key == context.Request.Query["api_key"] && IsValid(caller)) ?? Caller.Nobody),
        IsStillValid = IsValid,
    };

    /// <summary>The query with which a caller connects.</summary>
    public static string QueryOf(Caller caller) => $"?vsn=2.0.0&api_key={caller.Key}";

    private bool IsValid(Caller caller) => !_revoked.ContainsKey(caller.Key);
}
