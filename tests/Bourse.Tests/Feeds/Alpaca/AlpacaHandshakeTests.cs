using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bourse.Feeds.Venues;

namespace Bourse.Tests.Feeds.Alpaca;

public sealed class AlpacaHandshakeTests
{
    private const string MagicOfWebSockets = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    [Theory]
    [InlineData(true, "Content-Type: application/msgpack", 0x82)]
    [InlineData(false, "Sec-WebSocket-Version: 13", 0x81)]
    public async Task The_handshake_says_what_is_spoken(bool isPacked, string header, byte opcode)
    {
        var stopping = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = ServeOneAsync(listener, stopping);
        var address = new Uri($"ws://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v2/iex");
        await Task.Run(
            () =>
            {
                using var socket = VenueSocket.Connect(
                    address, isPacked ? AlpacaStream.Packed : AlpacaStream.Json, new VenueFeedOptions(),
                    TimeSpan.FromSeconds(20), TimeProvider.System, stopping);
                socket.Send("x"u8.ToArray());
            },
            stopping);
        var (handshake, firstByte) = await served;
        Assert.Contains(header, handshake, StringComparison.Ordinal);
        Assert.Equal(isPacked, handshake.Contains("Content-Type", StringComparison.Ordinal));
        Assert.Equal(opcode, firstByte);
    }

    // Accepts a WebSocket; returns the client's handshake and the first byte of its first message.
    private static async Task<(string Handshake, byte FirstByte)> ServeOneAsync(TcpListener listener, CancellationToken stopping)
    {
        using var client = await listener.AcceptTcpClientAsync(stopping);
        await using var stream = client.GetStream();
        var handshake = new StringBuilder();
        var one = new byte[1];
        while (!handshake.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, stopping);
            handshake.Append((char)one[0]);
        }

        var key = handshake.ToString().Split("\r\n").First(line => line.StartsWith("Sec-WebSocket-Key: ", StringComparison.Ordinal));
#pragma warning disable CA5350 // The protocol of WebSockets prescribes it; nothing is kept secret by it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key[19..] + MagicOfWebSockets)));
#pragma warning restore CA5350
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                $"Sec-WebSocket-Accept: {accept}\r\n\r\n"),
            stopping);
        await stream.ReadExactlyAsync(one, stopping);
        return (handshake.ToString(), one[0]);
    }
}
