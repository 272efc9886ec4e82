using System.Net.Sockets;
using System.Text;
using Bourse.Gateway.WebSocket;

namespace Bourse.Tests.Gateway;

/// <summary>Clients that do not keep to the WebSocket protocol at all.</summary>
public sealed class BrokenProtocolTests
{
    [Fact]
    public async Task A_frame_without_a_mask_closes_with_1002()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        using var socket = await ShakeHandsAsync(server);

        await socket.SendAsync((byte[])[0x81, 12, .. "hello, world"u8]);
        var answer = new byte[256];
        var length = await ReadCloseAsync(socket, answer);
        Assert.Equal(1002, (answer[2] << 8) | answer[3]);

        // Nothing follows, and the server waits for the client to end the connection.
        Assert.Equal(2 + answer[1], length);
        socket.Shutdown(SocketShutdown.Send);
        Assert.Equal(0, await ReadToEndAsync(socket, answer));
        await Deadline.UntilAsync(() => server.Hub.Clients == 0, "the client is released");
    }

    [Fact]
    public async Task A_client_that_goes_on_sending_after_a_close_still_gets_the_reason_and_then_is_cut()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(
            market, new() { MessageBytesMax = 256, CloseSecondsMax = 1 });
        using var socket = await ShakeHandsAsync(server);

        // The beginning of a message of a megabyte, then more and more of it.
        await socket.SendAsync((byte[])[0x81, 0xFF, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0]);
        for (var i = 0; i < 100; i++)
            await socket.SendAsync(new byte[4_096]);
        var answer = new byte[256];
        await ReadCloseAsync(socket, answer);
        Assert.Equal(1009, (answer[2] << 8) | answer[3]);
        await Deadline.UntilAsync(() => server.Hub.Clients == 0, "the client is cut");
    }

    [Fact]
    public async Task A_ping_is_answered_between_the_events()
    {
        using var market = new LiveMarket();
        await using var server = await SocketServer.StartAsync(market);
        using var socket = await ShakeHandsAsync(server);

        await socket.SendAsync(new byte[] { 0x89, 0x83, 0, 0, 0, 0, 1, 2, 3 });
        var answer = new byte[5];
        for (var length = 0; length < answer.Length;)
            length += await socket.ReceiveAsync(answer.AsMemory(length), TestContext.Current.CancellationToken);
        Assert.Equal([0x8A, 3, 1, 2, 3], answer);
    }

    [Theory]
    [MemberData(nameof(Seeds.Few), MemberType = typeof(Seeds))]
    public async Task Random_bytes_end_one_connection_and_nothing_else(int seed)
    {
        using var market = new LiveMarket();
        var bhp = market.Define("BHP");
        await market.PublishedAsync();
        await using var server = await SocketServer.StartAsync(market);
        await using var orderly = await PhoenixClient.ConnectAsync(server);
        await orderly.JoinAsync("stock:trades");

        var random = new Random(seed);
        for (var i = 0; i < 20; i++)
        {
            using var socket = await ShakeHandsAsync(server);
            var bytes = new byte[random.Next(1, 500)];
            random.NextBytes(bytes);
            await socket.SendAsync(bytes);
            socket.Shutdown(SocketShutdown.Send);
            await ReadToEndAsync(socket, new byte[64 << 10]);
        }

        await Deadline.UntilAsync(() => server.Hub.Clients == 1, "the others are released");
        Assert.Equal(market.Trade(bhp), (await orderly.ReadAsync()).Sequence);
    }

    private static async Task<Socket> ShakeHandsAsync(SocketServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 30_000 };
        await socket.ConnectAsync(server.Address.Host, server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {PhoenixSocket.Path}?vsn=2.0.0 HTTP/1.1\r\nHost: {server.Address.Authority}\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
        var answer = new byte[4_096];
        var length = 0;
        while (!answer.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
            length += await socket.ReceiveAsync(answer.AsMemory(length, 1));
        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<int> ReadCloseAsync(Socket socket, byte[] bytes)
    {
        var length = await socket.ReceiveAsync(bytes);
        Assert.Equal(0x88, bytes[0]);
        return length;
    }

    private static async Task<int> ReadToEndAsync(Socket socket, byte[] bytes)
    {
        var length = 0;
        try
        {
            while (await socket.ReceiveAsync(bytes.AsMemory(length)) is var read && read > 0)
                length += read;
        }
        catch (SocketException)
        {
            // Cut rather than closed, which is as good an end.
        }

        return length;
    }
}
