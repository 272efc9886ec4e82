using Bourse.Feeds;
using Bourse.Feeds.Playback;
using Bourse.Gateway.Rest;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Bourse.Gateway.Playback;

/// <summary>
/// Plays the past in a venue's own protocol: a client that was written for the venue connects here instead. Each
/// connection has a playback of its own.
/// </summary>
internal sealed class PlaybackEndpoint(
    PlaybackDesk desk, IReadOnlyList<string> allowedOrigins, Func<bool> isCaughtUp, CancellationToken stopping)
{
    public const string KrakenPath = "/playback/kraken/v2";
    public const string CoinbasePath = "/playback/coinbase";

    private static readonly Problem WebSocketOnly = new(
        StatusCodes.Status426UpgradeRequired, ProblemCode.WebSocketOnly, "Connect by WebSocket.");

    private static readonly Problem ForeignOrigin = new(
        StatusCodes.Status403Forbidden, ProblemCode.ForeignOrigin,
        "Pages of the same host may connect, and of the origins in the settings.");

    private static readonly Problem NotReady = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.NotReady, "The tape is still being read; try again soon.");

    private static readonly Problem TooManyClients = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.TooManyClients, "As many clients play the past as may.");

    private int _clients;

    /// <summary>Adds the WebSockets to a server that is being built, before its other parts.</summary>
    public void Map(IApplicationBuilder app)
    {
        Map(app, KrakenPath, PlaybackProtocol.Kraken, "KRAKEN");
        Map(app, CoinbasePath, PlaybackProtocol.Coinbase, "COINBASE");
    }

    private void Map(IApplicationBuilder app, string path, PlaybackProtocol protocol, string venue) =>
        app.Map(path, branch =>
        {
            branch.UseWebSockets();
            branch.Run(context => AnswerAsync(context, protocol, venue));
        });

    private async Task AnswerAsync(HttpContext context, PlaybackProtocol protocol, string venue)
    {
        var question = new PlaybackQuestion(context.Request.Query, venue, desk.Limits.SubscriptionsMax);
        if (WhyNot(context) is { } problem || (problem = question.Problem) is not null)
        {
            await problem.WriteAsync(context).ConfigureAwait(false);
            return;
        }

        var isAdmitted = Interlocked.Increment(ref _clients) <= desk.Limits.ClientsMax;
        try
        {
            if (isAdmitted)
                await PlayAsync(context, protocol, question).ConfigureAwait(false);
            else
                await TooManyClients.WriteAsync(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }

    private Problem? WhyNot(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return WebSocketOnly;
        }

        if (!PhoenixSocket.IsAllowedOrigin(context.Request, allowedOrigins))
            return ForeignOrigin;
        return isCaughtUp() ? null : NotReady;
    }

    private async Task PlayAsync(HttpContext context, PlaybackProtocol protocol, PlaybackQuestion question)
    {
        Bourse.Feeds.Playback.Playback playback;
        try
        {
            playback = question.Capture is { } capture
                ? desk.OpenCapture(protocol, capture, question.Request)
                : desk.OpenTape(protocol, question.Request);
        }
        catch (Exception fault) when (fault is FeedException or JournalException)
        {
            var reason = $"There is no such past: {fault.Message}.";
            await new Problem(StatusCodes.Status404NotFound, ProblemCode.NotFound, reason).WriteAsync(context)
                .ConfigureAwait(false);
            return;
        }

        using (playback)
        {
            // How slow a client may be is decided here, not by the rules for answers of a known length.
            if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                rate.MinDataRate = null;
            using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            using var reader = new ClientReader(socket, desk.Limits.MessageBytesMax);
            var session = new PlaybackSession(playback, socket, reader, desk.Limits, desk.Clock);
            await session.RunAsync(ending.Token).ConfigureAwait(false);
        }
    }
}
