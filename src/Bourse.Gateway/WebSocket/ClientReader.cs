using System.Buffers;
using System.Net.WebSockets;
using FrameworkSocket = System.Net.WebSockets.WebSocket;

namespace Bourse.Gateway.WebSocket;

/// <summary>Reads one client's messages whole, up to a size. For one thread.</summary>
internal sealed class ClientReader(FrameworkSocket socket, int messageBytesMax) : IDisposable
{
    private const int FirstBytes = 1_024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    /// <summary>The last message; valid until the next is read.</summary>
    public ReadOnlySpan<byte> Message => _buffer.AsSpan(0, _length);

    /// <summary>The client has said that it sends no more.</summary>
    public bool HasClientClosed { get; private set; }

    /// <summary>How to answer when there is no further message.</summary>
    public WebSocketCloseStatus CloseStatus { get; private set; } = WebSocketCloseStatus.NormalClosure;

    public string CloseReason { get; private set; } = "";

    /// <summary>Reads a message; false when the client has closed, is gone, or broke the rules.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken aborted)
    {
        try
        {
            return await ReadWholeAsync(aborted).ConfigureAwait(false);
        }
        catch (WebSocketException broken)
        {
            CloseStatus = WebSocketCloseStatus.ProtocolError;
            CloseReason = broken.WebSocketErrorCode.ToString();
            return false;
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private async ValueTask<bool> ReadWholeAsync(CancellationToken aborted)
    {
        _length = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(_buffer.AsMemory(_length), aborted).ConfigureAwait(false);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                HasClientClosed = true;
                CloseStatus = socket.CloseStatus is null or WebSocketCloseStatus.Empty
                    ? WebSocketCloseStatus.NormalClosure
                    : socket.CloseStatus.Value;
                return false;
            }

            if (read.MessageType != WebSocketMessageType.Text)
            {
                (CloseStatus, CloseReason) =
                    (WebSocketCloseStatus.InvalidMessageType, "Only text messages are understood");
                return false;
            }

            _length += read.Count;
            if (_length > messageBytesMax)
            {
                (CloseStatus, CloseReason) =
                    (WebSocketCloseStatus.MessageTooBig, $"A message has at most {messageBytesMax} bytes");
                return false;
            }

            if (read.EndOfMessage)
                return true;
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
