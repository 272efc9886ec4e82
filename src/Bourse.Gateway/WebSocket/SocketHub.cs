using System.Net.WebSockets;
using Bourse.Gateway.Rest;
using Microsoft.AspNetCore.Http;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// All connected WebSocket clients. It sends the market summary once a second and tickers as often as is set, and looks after
/// clients that are silent, behind or slow to close.
/// </summary>
public sealed class SocketHub : IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SummaryEvery = TimeSpan.FromSeconds(1);

    private static readonly Problem TooManyClients = new(
        StatusCodes.Status503ServiceUnavailable, ProblemCode.TooManyClients,
        "As many clients are connected as may be, or the server is stopping.");

    private static readonly Problem TooManySockets = new(
        StatusCodes.Status429TooManyRequests, ProblemCode.TooManySockets,
        "This user, or this address, has as many connections as it may have.");

    private readonly Lock _lock = new();
    private readonly HashSet<Client> _clients = [];
    private readonly SocketCensus _census;
    private readonly SummaryBoard _summary;
    private readonly ITimer _check;
    private readonly ITimer _push;
    private readonly ITimer _tick;
    private bool _isStopping;

    /// <param name="summary">
    /// Makes the data of market:summary: the JSON text of an object. Called on a timer's thread.
    /// </param>
    public SocketHub(Fanout fanout, Func<ReadOnlyMemory<byte>> summary, WebSocketLimits limits, TimeProvider clock)
    {
        (Fanout, Limits, Clock) = (fanout, limits, clock);
        _census = new SocketCensus(limits);
        _summary = new SummaryBoard(summary);
        Tickers = new TickerBoard(fanout.Store);
        _check = clock.CreateTimer(_ => Check(), null, CheckEvery, CheckEvery);
        _push = clock.CreateTimer(_ => _summary.Push(fanout.Position), null, SummaryEvery, SummaryEvery);
        var tickEvery = TimeSpan.FromSeconds(1.0 / limits.TickersPerSecond);
        _tick = clock.CreateTimer(_ => Tickers.Push(), null, tickEvery, tickEvery);
    }

    public SocketCounters Counters { get; } = new();

    /// <summary>Where what concerns one user alone is published.</summary>
    public PrivateTopics Topics { get; init; } = new();

    /// <summary>What the exchange does with orders; null where it does not run here.</summary>
    public BlotterFanout? Orders { get; init; }

    /// <summary>Cancels orders of clients whose connections end; null where no exchange runs here.</summary>
    public DisconnectDesk? Disconnects { get; init; }

    /// <summary>Clients now connected. Any thread.</summary>
    public int Clients
    {
        get
        {
            lock (_lock)
                return _clients.Count;
        }
    }

    internal Fanout Fanout { get; }

    internal TickerBoard Tickers { get; }

    internal WebSocketLimits Limits { get; }

    internal TimeProvider Clock { get; }

    /// <summary>Tells every client to go, with 1001, and lets no new one in. Returns at once.</summary>
    public void Stop()
    {
        lock (_lock)
            _isStopping = true;
        foreach (var client in All())
            client.Close(WebSocketCloseStatus.EndpointUnavailable, "The server is stopping");
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        await _check.DisposeAsync().ConfigureAwait(false);
        await _push.DisposeAsync().ConfigureAwait(false);
        await _tick.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Lets a client in; null when there are too many of all or of this user, or the server is stopping.</summary>
    internal Client? TryAdmit(SocketPeer peer, Outbox outbox, Action abort, out Problem? refusal)
    {
        lock (_lock)
        {
            refusal = _isStopping || _clients.Count >= Limits.ClientsMax ? TooManyClients
                : _census.TryEnter(peer) ? null : TooManySockets;
            if (refusal is not null)
                return null;
            var client = new Client(this, _summary, peer, outbox, abort);
            _clients.Add(client);
            Counters.Accepted();
            return client;
        }
    }

    internal void Release(Client client)
    {
        lock (_lock)
            if (_clients.Remove(client))
                _census.Leave(client.Peer);
    }

    private void Check()
    {
        foreach (var client in All())
            client.Check();
    }

    private Client[] All()
    {
        lock (_lock)
            return [.. _clients];
    }
}
