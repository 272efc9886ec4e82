using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Bourse.Tests.Gateway;

/// <summary>A client of the Phoenix protocol over a real socket. For one thread.</summary>
internal sealed class PhoenixClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];
    private readonly Dictionary<string, string> _joinRefs = [];
    private int _reference;

    public ClientWebSocket Socket => _socket;

    public static async Task<PhoenixClient> ConnectAsync(SocketServer server, string query = "?vsn=2.0.0")
    {
        var client = new PhoenixClient();
        await client._socket.ConnectAsync(new Uri(server.Address + query), TestContext.Current.CancellationToken);
        return client;
    }

    public Task SendAsync(string text) => _socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Sends a message and returns the reply's payload; what comes before the reply is passed over.</summary>
    public async Task<JsonElement> AskAsync(string topic, string name, string payload = "{}")
    {
        var reference = (++_reference).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (name == "phx_join")
            _joinRefs[topic] = reference;
        var joinRef = _joinRefs.GetValueOrDefault(topic, reference);
        await SendAsync($"[\"{joinRef}\",\"{reference}\",\"{topic}\",\"{name}\",{payload}]");
        while (true)
        {
            var frame = await ReadAsync();
            if (frame.Event == "phx_reply" && frame.Ref == reference)
                return frame.Payload;
        }
    }

    /// <summary>Joins, and returns the response; fails when the join is refused.</summary>
    public async Task<JsonElement> JoinAsync(string topic, string payload = "{}")
    {
        var reply = await AskAsync(topic, "phx_join", payload);
        Assert.True(reply.GetProperty("status").GetString() == "ok", reply.ToString());
        return reply.GetProperty("response");
    }

    /// <summary>The reason code of a request that must be refused.</summary>
    public async Task<JsonElement> RefusedAsync(string topic, string name, string payload = "{}")
    {
        var reply = await AskAsync(topic, name, payload);
        Assert.True(reply.GetProperty("status").GetString() == "error", reply.ToString());
        return reply.GetProperty("response");
    }

    /// <summary>The next message's text; null when the server has closed.</summary>
    public async Task<string?> ReadTextAsync()
    {
        using var patience = new CancellationTokenSource(Deadline.Most);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (read.MessageType == WebSocketMessageType.Close)
                return null;
            length += read.Count;
            if (read.EndOfMessage)
                return Encoding.UTF8.GetString(_buffer, 0, length);
        }
    }

    public async Task<PhoenixFrame> ReadAsync() =>
        PhoenixFrame.Parse(await ReadTextAsync() ?? throw new InvalidOperationException(
            $"The server closed: {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}."));

    /// <summary>The next frame of that event; others are passed over.</summary>
    public async Task<PhoenixFrame> ReadAsync(string name)
    {
        while (true)
        {
            var frame = await ReadAsync();
            if (frame.Event == name)
                return frame;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
