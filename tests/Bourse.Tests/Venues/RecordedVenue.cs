using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bourse.Tests.Venues;

/// <summary>
/// A venue on 127.0.0.1 that plays recordings over real WebSockets and REST, and misbehaves when told. Every path takes
/// a WebSocket; every other request is answered from the recorded answers, or with a book.
/// </summary>
internal sealed class RecordedVenue : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly VenueScript _script;
    private readonly RecordedTape _tape;
    private readonly RecordedMarket _market;
    private readonly CancellationTokenSource _stopping = new();
    private int _connections;
    private int _connectionsEver;

    private RecordedVenue(VenueScript script)
    {
        (_script, _tape) = (script, new RecordedTape(script));
        _market = new RecordedMarket(script, _tape);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _host = builder.Build();
        _host.UseWebSockets();
        _host.Run(AnswerAsync);
    }

    /// <summary>ws://127.0.0.1:port</summary>
    public Uri Socket => new UriBuilder(Rest) { Scheme = "ws" }.Uri;

    /// <summary>http://127.0.0.1:port</summary>
    public Uri Rest => new(_host.Urls.First());

    /// <summary>What clients sent, in order of arrival.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    /// <summary>Paths and queries of REST requests, refused ones too.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Connections that were ever made, without refused ones.</summary>
    public int ConnectionsEver => Volatile.Read(ref _connectionsEver);

    /// <summary>Frames played so far, seen by someone or not.</summary>
    public int Position => _market.Position;

    /// <summary>Frames that the recordings hold for playing.</summary>
    public int FrameCount => _tape.Frames.Count;

    public IReadOnlyList<RecordedFrame> Frames => _tape.Frames;

    /// <summary>Ends when the last frame has been handed to every client's outbox.</summary>
    public Task Played { get; private set; } = Task.CompletedTask;

    public static async Task<RecordedVenue> StartAsync(VenueScript script)
    {
        var venue = new RecordedVenue(script);
        await venue._host.StartAsync();
        venue.Played = Task.Run(() => venue._market.PlayAsync(venue._stopping.Token));
        return venue;
    }

    /// <summary>The book as it stands. Only while nothing is played.</summary>
    public PlainBook BookOf(string symbol) => _market.Books[symbol];

    /// <summary>Lets it play so far and then wait.</summary>
    public Task PlayTo(int position) => _market.PlayToAsync(position);

    /// <summary>Misbehaves from now on: frames are counted from here.</summary>
    public Task Misbehave(Misbehaviour wrong) => _market.MisbehaveAsync(wrong);

    /// <summary>Speaks again to those it was silent to: what passed meanwhile is lost to them.</summary>
    public Task EndStall() => _market.EndStallAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Played.ContinueWith(_ => { }, TaskScheduler.Default);
        using (var atOnce = new CancellationTokenSource())
        {
            await atOnce.CancelAsync();
            await _host.StopAsync(atOnce.Token);
        }

        await _host.DisposeAsync();
        _market.Dispose();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var isSocket = context.WebSockets.IsWebSocketRequest;
        if (!isSocket)
            Asked.Enqueue(context.Request.Path + context.Request.QueryString);
        var kind = isSocket ? MisbehaviourKind.HandshakeRefused : MisbehaviourKind.RequestRefused;
        if (await _market.RefusesAsync(kind) is { } seconds)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        else if (isSocket)
        {
            await ServeAsync(context);
        }
        else
        {
            await AnswerRestAsync(context);
        }
    }

    private async Task AnswerRestAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (_script.Tongue.DepthAsked(path, Query(context)) is { } symbol)
        {
            var limit = int.TryParse(context.Request.Query["limit"], out var asked) ? asked : 100;
            var depth = await _market.DepthAsync(symbol, limit);
            context.Response.StatusCode = depth is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
            await context.Response.WriteAsync(depth ?? """{"code":-1121,"msg":"Invalid symbol."}""");
            return;
        }

        var answer = _tape.Answers.Find(one => one.Address.AbsolutePath == path);
        context.Response.StatusCode = answer.Body is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        await context.Response.Body.WriteAsync(answer.Body ?? []);
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, context.RequestAborted);
        var tcp = context.Features.Get<IConnectionSocketFeature>()!.Socket;
        var client = new VenueClient(socket, _script.Tongue, () =>
        {
            tcp.LingerState = new System.Net.Sockets.LingerOption(true, 0);
            tcp.Close();
        });
        Interlocked.Increment(ref _connections);
        Interlocked.Increment(ref _connectionsEver);
        await _market.JoinAsync(client);
        var sending = client.SendAsync(gone.Token);
        try
        {
            await ListenAsync(context, socket, client, gone.Token);
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException)
        {
        }
        finally
        {
            await gone.CancelAsync();
            await _market.LeaveAsync(client);
            await sending;
            Interlocked.Decrement(ref _connections);
        }
    }

    private async Task ListenAsync(HttpContext context, WebSocket socket, VenueClient client, CancellationToken gone)
    {
        foreach (var greeting in _script.Tongue.Greet())
            await client.SayAsync(greeting);
        var asked = _script.Tongue.AskedByAddress(Query(context)).ToList();
        if (asked.Count > 0)
            await _market.SubscribeAsync(client, asked, () => []);
        var buffer = new byte[1 << 16];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), gone);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, gone);
                    return;
                }

                length += part.Count;
            }
            while (!part.EndOfMessage);
            await HearAsync(client, Encoding.UTF8.GetString(buffer, 0, length));
        }
    }

    private async Task HearAsync(VenueClient client, string frame)
    {
        Sent.Enqueue(frame);
        using var json = JsonDocument.Parse(frame);
        var request = _script.Tongue.Understand(json.RootElement);
        List<(string, string)> pairs = [.. _script.Tongue.Pairs(request)];
        IEnumerable<string> Answers() => _script.Tongue.Answer(request, client.Held);
        if (request.Wish == ClientWish.Subscribe)
            await _market.SubscribeAsync(client, pairs, Answers);
        else if (request.Wish == ClientWish.Unsubscribe)
            await _market.UnsubscribeAsync(client, pairs, Answers);
        else
            await _market.UnsubscribeAsync(client, [], Answers);
    }

    private static Func<string, string?> Query(HttpContext context) => name => context.Request.Query[name].FirstOrDefault();
}
