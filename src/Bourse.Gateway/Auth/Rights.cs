using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>
/// Decides who may use an operation at all; whose things it is about is decided where they are looked up.
/// </summary>
internal sealed class Rights(bool isMarketOpen)
{
    private static readonly Problem Unknown = new(
        StatusCodes.Status401Unauthorized, ProblemCode.Unauthenticated,
        "Say who you are: X-API-Key, or Authorization: Bearer with a token.");

    private static readonly Problem Forbidden = new(
        StatusCodes.Status403Forbidden, ProblemCode.Forbidden, "This key or token may not be used for that.");

    /// <summary>Whether nobody known may read market data at a server with these settings.</summary>
    public static bool IsMarketOpen(GatewayOptions options) => options.Auth.OpenMarketData switch
    {
        OpenMarket.Yes => true,
        OpenMarket.No => false,
        _ => Listening.IsLoopback(options),
    };

    /// <summary>Why the caller may not; null when it may.</summary>
    public Problem? Refuse(Caller caller, Access access)
    {
        if (access == Access.Open)
            return null;
        // A wrong key is never taken for none, not even where none is needed.
        if (caller.Fault is { } fault)
            return fault;
        if (May(caller, access))
            return null;
        return caller.IsKnown ? Forbidden : Unknown;
    }

    private bool May(Caller caller, Access access) => access switch
    {
        Access.Market => isMarketOpen || caller.Scopes.HasFlag(Scopes.Read),
        Access.Read => caller.IsKnown && caller.Scopes.HasFlag(Scopes.Read),
        Access.Trade => caller.Role >= Role.Trader && caller.Scopes.HasFlag(Scopes.Trade),
        _ => caller.IsAdmin,
    };
}
