using Bourse.Gateway.Auth;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// The end of the WebSocket in the web server: Phoenix Channels, protocol 2.0.0. It lets clients in, or says why not.
/// </summary>
public static class PhoenixSocket
{
    public const string Path = "/socket/websocket";
    public const string ProtocolVersion = "2.0.0";

    private static readonly Problem WebSocketOnly = new(
        StatusCodes.Status426UpgradeRequired, ProblemCode.WebSocketOnly, "Connect by WebSocket.");

    private static readonly Problem OtherVersion = new(
        StatusCodes.Status400BadRequest, ProblemCode.ProtocolVersion,
        $"Phoenix Channels are spoken in version {ProtocolVersion}: connect with vsn={ProtocolVersion}.", "vsn");

    private static readonly Problem ForeignOrigin = new(
        StatusCodes.Status403Forbidden, ProblemCode.ForeignOrigin,
        "Pages of the same host may connect, and of the origins in the settings.");

    private static readonly Problem NotReady = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.NotReady, "The tape is still being read; try again soon.");

    /// <summary>Adds the WebSocket to a server that is being built, before its other parts.</summary>
    public static void Map(IApplicationBuilder app, SocketHub hub, SocketDoor door) => app.Map(Path, branch =>
    {
        branch.Use((context, next) => LayUnder(context, hub, next));
        branch.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        branch.Run(context => door.IsCaughtUp() ? ServeAsync(context, hub, door) : PutOffAsync(context, hub));
    });

    private static Task LayUnder(HttpContext context, SocketHub hub, RequestDelegate next)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is { } server)
        {
            var upgrade = new ClientUpgrade(server, new Outbox(hub.Limits, hub.Clock));
            context.Features.Set<IHttpUpgradeFeature>(upgrade);
        }

        return next(context);
    }

    private static Task PutOffAsync(HttpContext context, SocketHub hub)
    {
        context.Response.Headers.RetryAfter = "1";
        return RefuseAsync(context, hub, NotReady);
    }

    private static async Task ServeAsync(HttpContext context, SocketHub hub, SocketDoor door)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>() as ClientUpgrade;
        if (upgrade is null || !context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, hub, WebSocketOnly).ConfigureAwait(false);
        }
        else if (context.Request.Query["vsn"] != ProtocolVersion)
        {
            await RefuseAsync(context, hub, OtherVersion).ConfigureAwait(false);
        }
        else if (!IsAllowedOrigin(context.Request, hub.Limits.AllowedOrigins))
        {
            await RefuseAsync(context, hub, ForeignOrigin).ConfigureAwait(false);
        }
        else if (door.Rights.Refuse(Caller.Of(context), Access.Market) is { } refusal)
        {
            await RefuseAsync(context, hub, refusal).ConfigureAwait(false);
        }
        else
        {
            await AdmitAsync(context, hub, upgrade, door).ConfigureAwait(false);
        }
    }

    private static async Task AdmitAsync(HttpContext context, SocketHub hub, ClientUpgrade upgrade, SocketDoor door)
    {
        var peer = new SocketPeer(Caller.Of(context), context.Connection.RemoteIpAddress, door);
        if (hub.TryAdmit(peer, upgrade.Outbox, context.Abort, out var refusal) is { } client)
        {
            await ServeAsync(context, hub, upgrade, client).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.RetryAfter = "5";
        await RefuseAsync(context, hub, refusal!).ConfigureAwait(false);
    }

    private static async Task ServeAsync(HttpContext context, SocketHub hub, ClientUpgrade upgrade, Client client)
    {
        try
        {
            // How slow a client may be is decided by its outbox, not by the rules for answers of a known length.
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                rate.MinDataRate = null;

            // Not disposed: that would reset the connection, and with it frames that the client has yet to read. It
            // holds nothing but the stream, which the web server closes.
            var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            using var reader = new ClientReader(socket, hub.Limits.MessageBytesMax);
            await client.RunAsync(reader, upgrade.Stream!, context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            hub.Release(client);
        }
    }

    // A browser says from which page it connects; a page of another site must not use its visitor's connection.
    internal static bool IsAllowedOrigin(HttpRequest request, IReadOnlyList<string> allowed)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || allowed.Contains("*") || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase))
            return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var page)
            && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static Task RefuseAsync(HttpContext context, SocketHub hub, Problem problem)
    {
        hub.Counters.Refused();
        return problem.WriteAsync(context);
    }
}
