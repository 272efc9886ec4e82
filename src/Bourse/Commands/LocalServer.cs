using System.Net.Sockets;

namespace Bourse.Commands;

/// <summary>A running server of a data directory, spoken to over its Unix socket.</summary>
internal static class LocalServer
{
    /// <summary>A client of that data directory's server; null when none answers.</summary>
    public static HttpClient? Find(string dataDirectory)
    {
        var path = Path.GetFullPath(Path.Combine(dataDirectory, "bourse.sock"));
        if (!File.Exists(path))
            return null;
        try
        {
            using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return Connect(path);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static HttpClient Connect(string path)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stopping) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stopping);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://bourse.local") };
    }
}
