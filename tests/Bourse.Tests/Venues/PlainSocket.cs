using System.Net.WebSockets;
using System.Text;

namespace Bourse.Tests.Venues;

/// <summary>A client that knows nothing of venues: it sends and receives whole messages. One thread.</summary>
internal sealed class PlainSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[1 << 16];

    public WebSocketMessageType LastType { get; private set; }

    /// <summary>How the venue closed.</summary>
    public (WebSocketCloseStatus? Status, string? Reason) Closed => (_socket.CloseStatus, _socket.CloseStatusDescription);

    /// <summary>WebSocket frames that the last message came in, as far as reads show.</summary>
    public int LastReads { get; private set; }

    public static async Task<PlainSocket> ConnectAsync(Uri address, params string[] frames)
    {
        var socket = new PlainSocket();
        await socket._socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        foreach (var frame in frames)
            await socket.SendAsync(frame);
        return socket;
    }

    public Task SendAsync(string frame) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>The next message; null when the venue has closed the connection.</summary>
    public async Task<string?> ReceiveAsync()
    {
        var (length, isWhole) = (0, false);
        for (LastReads = 0; !isWhole; LastReads++)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length * 2);
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), TestContext.Current.CancellationToken);
            LastType = part.MessageType;
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            isWhole = part.EndOfMessage;
        }

        return Encoding.UTF8.GetString(_buffer, 0, length);
    }

    /// <summary>Messages up to and with the first that contains that text.</summary>
    public async Task<List<string>> ReceiveUntilAsync(string text)
    {
        var messages = new List<string>();
        while (messages.Count == 0 || !messages[^1].Contains(text, StringComparison.Ordinal))
            messages.Add(await ReceiveAsync() ?? throw new InvalidOperationException("closed before " + text));
        return messages;
    }

    /// <summary>So many messages.</summary>
    public async Task<List<string>> ReceiveAsync(int count)
    {
        var messages = new List<string>(count);
        while (messages.Count < count)
            messages.Add(await ReceiveAsync() ?? throw new InvalidOperationException($"closed after {messages.Count}"));
        return messages;
    }

    /// <summary>Every message until the venue closes.</summary>
    public async Task<List<string>> ReceiveAllAsync()
    {
        var messages = new List<string>();
        while (await ReceiveAsync() is { } message)
            messages.Add(message);
        return messages;
    }

    public void Dispose() => _socket.Dispose();
}
