using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Tests.Nodes;

/// <summary>The whole program in this process, on a data directory of its own, and clients of it. No feeds, no bots.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Node _node;

    private RunningNode(DirectoryInfo folder, Node node)
    {
        (_folder, _node) = (folder, node);
        Anybody = new HttpClient { BaseAddress = node.Address };
        Operator = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync })
        {
            BaseAddress = new Uri("http://bourse.local"),
        };
    }

    /// <summary>A client of the port, who says nothing of itself.</summary>
    public HttpClient Anybody { get; }

    /// <summary>A client of the Unix socket, who may do everything.</summary>
    public HttpClient Operator { get; }

    public static async Task<RunningNode> StartAsync(Func<NodeOptions, NodeOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("bourse-node-");
        var options = new NodeOptions { Data = folder.FullName, Sample = false };
        options = options with
        {
            Gateway = options.Gateway with { Port = 0 },
            Bots = options.Bots with { IsEnabled = false },
            Feeds = options.Feeds with { Synthetic = options.Feeds.Synthetic with { IsEnabled = false } },
        };
        var node = await Node.StartAsync(
            change is null ? options : change(options), NullLogger.Instance, TimeProvider.System);
        return new RunningNode(folder, node);
    }

    public async ValueTask DisposeAsync()
    {
        Anybody.Dispose();
        Operator.Dispose();
        await _node.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stopping)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var path = Path.Combine(_folder.FullName, "bourse.sock");
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stopping);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
