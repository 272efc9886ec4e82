using System.Buffers.Binary;
using System.Net.WebSockets;
using Bourse.Gateway.WebSocket;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Bourse.SocketBench;

/// <summary>
/// The same fan-out and outbox, but each frame is sent by the framework's WebSocket: one call a frame.
/// </summary>
internal sealed class PlainSocket(Fanout fanout)
{
    private long _framesSent;
    public long FramesSent => Interlocked.Read(ref _framesSent);

    public void Map(IApplicationBuilder app) => app.Map(PhoenixSocket.Path, branch =>
    {
        branch.UseWebSockets();
        branch.Run(ServeAsync);
    });

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var outbox = new Outbox(new WebSocketLimits(), TimeProvider.System);
        var request = new JoinRequest(InstrumentChoice.All, JoinStart.Live, default, 0);
        var channel = new Subscription(Topic.Find("stock:trades")!, "null", request, outbox);
        fanout.Join(channel, _ => ChannelFrames.Ok("null", "null", channel.Topic.Name));
        var buffer = new byte[64 << 10];
        try
        {
            while (await outbox.WaitAsync())
                await SendAsync(socket, outbox.Take(buffer, out _), context.RequestAborted);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            fanout.Leave(channel);
        }
    }

    private async Task SendAsync(
        System.Net.WebSockets.WebSocket socket, ReadOnlyMemory<byte> batch, CancellationToken aborted)
    {
        while (!batch.IsEmpty)
        {
            var (header, length) = batch.Span[1] < 126
                ? (2, batch.Span[1])
                : (4, BinaryPrimitives.ReadUInt16BigEndian(batch.Span[2..]));
            await socket.SendAsync(batch.Slice(header, length), WebSocketMessageType.Text, true, aborted);
            batch = batch[(header + length)..];
            Interlocked.Increment(ref _framesSent);
        }
    }
}
