using Microsoft.AspNetCore.Http.Features;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Stands in for the server's upgrade feature while the framework shakes hands, so that its WebSocket is laid over our
/// <see cref="ClientStream"/> and the connection itself stays ours to write to.
/// </summary>
internal sealed class ClientUpgrade(IHttpUpgradeFeature server, Outbox outbox) : IHttpUpgradeFeature
{
    public Outbox Outbox { get; } = outbox;

    /// <summary>Null until the handshake is done.</summary>
    public ClientStream? Stream { get; private set; }

    public bool IsUpgradableRequest => server.IsUpgradableRequest;

    public async Task<Stream> UpgradeAsync()
    {
        Stream = new ClientStream(await server.UpgradeAsync().ConfigureAwait(false), Outbox);
        return Stream;
    }
}
