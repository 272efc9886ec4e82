using Bourse.Gateway.Playback;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bourse.Gateway.Auth;

/// <summary>
/// Keeps what is no <see cref="Operation"/>, which is checked where it is mapped: playback, pages, and whatever is not
/// there. A path that nobody has said anything about is the operator's.
/// </summary>
internal sealed class Doorkeeper(Rights rights)
{
    private static readonly PathString[] Playbacks = [PlaybackEndpoint.KrakenPath, PlaybackEndpoint.CoinbasePath];

    /// <summary>
    /// Before the WebSockets of the past, which are served before routing: market data comes out of them.
    /// </summary>
    public RequestDelegate BeforePlayback(RequestDelegate next) => context =>
    {
        foreach (var playback in Playbacks)
            if (context.Request.Path.StartsWithSegments(playback))
                return PassAsync(context, Access.Market, next);
        return next(context);
    };

    /// <summary>Before endpoints, once it is known which.</summary>
    public RequestDelegate BeforeEndpoints(RequestDelegate next) => context => PassAsync(context, AccessOf(context), next);

    private static Access AccessOf(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
            return Access.Market;
        if (endpoint.Metadata.GetMetadata<Operation>() is not null)
            return Access.Open;
        return endpoint.Metadata.GetMetadata<Page>() is { } page ? page.Access : Access.Admin;
    }

    private Task PassAsync(HttpContext context, Access access, RequestDelegate next) =>
        rights.Refuse(Caller.Of(context), access) is { } refusal ? refusal.WriteAsync(context) : next(context);
}
