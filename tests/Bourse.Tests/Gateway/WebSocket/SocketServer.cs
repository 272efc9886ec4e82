using System.Text;
using Bourse.Gateway.WebSocket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bourse.Tests.Gateway;

/// <summary>A web server on a free port of 127.0.0.1 with nothing but the WebSocket.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SocketServer(WebApplication app, SocketHub hub, Uri address) => (_app, Hub, Address) = (app, hub, address);

    public SocketHub Hub { get; }

    /// <summary>ws://127.0.0.1:port/socket/websocket, without the protocol's version.</summary>
    public Uri Address { get; }

    public static async Task<SocketServer> StartAsync(Fanout fanout, WebSocketLimits? limits = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        var hub = new SocketHub(
            fanout, () => Encoding.UTF8.GetBytes("{\"venues\":[]}"), limits ?? new WebSocketLimits(), TimeProvider.System);
        PhoenixSocket.Map(app, hub);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var http = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new SocketServer(app, hub, new Uri(http.Replace("http", "ws", StringComparison.Ordinal) + PhoenixSocket.Path));
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
