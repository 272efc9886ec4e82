using Bourse.Gateway;
using Bourse.Gateway.Auth;
using Bourse.Gateway.WebSocket;
using Bourse.Journal;
using Bourse.Tests.Engine;

namespace Bourse.Tests.Gateway;

/// <summary>
/// An exchange with ann and bob at work, and a socket that tells what it does. Accounts 2 and 3 have 10,000 USD and 1,000 XYZ.
/// </summary>
internal sealed class ExchangeSocket : IAsyncDisposable
{
    private readonly EngineFolder _folder = new();
    private readonly LiveMarket _market = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Thread _reading;
    private readonly SocketServer _server;

    private ExchangeSocket(WebSocketLimits limits, Func<GatewayParts, GatewayParts>? change)
    {
        Exchange = _folder.Start().Prepare();
        Fanout = new BlotterFanout(Exchange.Engine, limits);
        _reading = new Thread(() => Fanout.Run(_stopping.Token)) { Name = "blotter" };
        _reading.Start();
        _server = SocketServer.StartAsync(
            _market, limits, change: parts => change?.Invoke(Callers.Into(parts)) ?? Callers.Into(parts),
            orders: Fanout).Result;
    }

    public RunningEngine Exchange { get; }

    public BlotterFanout Fanout { get; }

    public SocketCallers Callers { get; } = new();

    public SocketServer Server => _server;

    public JournalReader Blotter => Exchange.Engine.Blotter.Reader;

    public static ExchangeSocket Start(WebSocketLimits? limits = null, Func<GatewayParts, GatewayParts>? change = null) =>
        new(limits ?? new WebSocketLimits(), change);

    public Task<PhoenixClient> ConnectAsync(Caller caller) => PhoenixClient.ConnectAsync(_server, SocketCallers.QueryOf(caller));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _stopping.CancelAsync();
        _reading.Join();
        Fanout.Dispose();
        Exchange.Dispose();
        _market.Dispose();
        _stopping.Dispose();
        _folder.Dispose();
    }
}
