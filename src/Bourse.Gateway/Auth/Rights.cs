using Bourse.Gateway.Rest;
using Bourse.Records;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.Auth;

/// <summary>Decides who may use an operation at all; whose things it is about is decided where they are looked up.</summary>
internal sealed class Rights(bool isMarketOpen)
{
    private static readonly Problem Unknown = new(
        StatusCodes.Status401Unauthorized, ProblemCode.Unauthenticated,
        "Say who you are: X-API-Key, or Authorization: Bearer with a token.");

    private static readonly Problem Forbidden = new(
        StatusCodes.Status403Forbidden, ProblemCode.Forbidden, "This key or token may not be used for that.");

    /// <summary>Why the caller may not; null when it may.</summary>
    public Problem? Refuse(Caller caller, Access access)
    {
        if (May(caller, access))
            return null;
        return caller.IsKnown ? Forbidden : Unknown;
    }

    private bool May(Caller caller, Access access) => access switch
    {
        Access.Open => true,
        Access.Market => isMarketOpen || caller.Scopes.HasFlag(Scopes.Read),
        Access.Read => caller.IsKnown && caller.Scopes.HasFlag(Scopes.Read),
        Access.Trade => caller.Role >= Role.Trader && caller.Scopes.HasFlag(Scopes.Trade),
        _ => caller.IsAdmin,
    };
}
