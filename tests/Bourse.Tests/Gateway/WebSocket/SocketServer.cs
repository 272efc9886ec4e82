using System.Text;
using Bourse.Gateway;
using Bourse.Gateway.WebSocket;

namespace Bourse.Tests.Gateway;

/// <summary>A gateway on a free port of 127.0.0.1, with the WebSocket over a market.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly GatewayHost _host;

    private SocketServer(GatewayHost host, SocketHub hub) => (_host, Hub) = (host, hub);

    public SocketHub Hub { get; }

    /// <summary>ws://127.0.0.1:port/socket/websocket, without the protocol's version.</summary>
    public Uri Address => new UriBuilder(_host.Address) { Scheme = "ws", Path = PhoenixSocket.Path }.Uri;

    public static async Task<SocketServer> StartAsync(
        LiveMarket market, WebSocketLimits? limits = null, int port = 0, bool isCaughtUp = true,
        Func<GatewayParts, GatewayParts>? change = null, BlotterFanout? orders = null,
        DisconnectDesk? disconnects = null, GatewayOptions? options = null)
    {
        var hub = new SocketHub(
            market.Fanout, () => Encoding.UTF8.GetBytes("{\"venues\":[]}"), limits ?? new WebSocketLimits(),
            TimeProvider.System)
        {
            Orders = orders,
            Disconnects = disconnects,
        };
        var parts = new GatewayParts
        {
            Ticks = market.Store,
            Tape = market.Journal.Reader,
            Clock = TimeProvider.System,
            Socket = hub,
            IsCaughtUp = () => isCaughtUp,
        };
        var host = await GatewayHost.StartAsync(
            (options ?? new GatewayOptions()) with { Port = port }, change?.Invoke(parts) ?? parts, TestContext.Current.CancellationToken);
        return new SocketServer(host, hub);
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await _host.StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }
}
