using System.Net.Sockets;

namespace Bourse.EndToEnd;

/// <summary>Clients of a server's Unix socket, who are its operator.</summary>
internal static class SocketClient
{
    public static HttpClient Of(DataFolder data)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, stopping) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(data.File("bourse.sock")), stopping);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = new Uri("http://bourse.local") };
    }
}
