using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A WebSocket to a venue, read by the feed's own thread. The protocol is the framework's; the bytes come through a
/// <see cref="BlockingStream"/>, so that reading a message that has arrived neither waits nor allocates.
/// </summary>
internal sealed class VenueSocket : IDisposable
{
    private const int BufferBytesAtFirst = 1 << 16;

    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket _socket;
    private readonly HttpMessageInvoker _http;
    private readonly BlockingStream _stream;
    private readonly int _frameBytesMax;
    private readonly WebSocketMessageType _type;
    private byte[] _buffer = new byte[BufferBytesAtFirst];

    private VenueSocket(
        ClientWebSocket socket, HttpMessageInvoker http, BlockingStream stream, int frameBytesMax, bool isBinary)
    {
        (_socket, _http, _stream, _frameBytesMax) = (socket, http, stream, frameBytesMax);
        _type = isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
    }

    /// <summary>Called by the reading thread while nothing comes; may send. Throws to end the reading.</summary>
    public Action? WhenIdle { set => _stream.WhenIdle = value; }

    /// <summary>Opens a connection; waits for it.</summary>
    /// <param name="silenceMax">Nothing at all for so long ends the connection.</param>
    /// <exception cref="VenueUnreachableException">It could not be opened; says when to come again, if the venue did.</exception>
    public static VenueSocket Connect(
        Uri address, VenueProtocol protocol, VenueFeedOptions options, TimeSpan silenceMax, TimeProvider clock,
        CancellationToken stopping)
    {
        BlockingStream? stream = null;
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, ending) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp)
                {
                    NoDelay = true, ReceiveBufferSize = 1 << 22, SendTimeout = options.ConnectMillisMax,
                };
                await socket.ConnectAsync(context.DnsEndPoint, ending);
                return stream = new BlockingStream(socket, silenceMax, clock);
            },
        };
        var http = new HttpMessageInvoker(
            protocol.ContentType is { } contentType ? new ContentTypeHandler(contentType, handler) : handler);
        var webSocket = new ClientWebSocket();
        webSocket.Options.KeepAliveInterval = PingEvery;
        webSocket.Options.CollectHttpResponseDetails = true;
        if (protocol.IsQuiet)
            webSocket.Options.KeepAliveTimeout = silenceMax;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        ending.CancelAfter(options.ConnectMillisMax);
        using var closing = ending.Token.Register(() => stream?.Dispose());
        try
        {
            webSocket.ConnectAsync(address, http, ending.Token).GetAwaiter().GetResult();
            return new VenueSocket(webSocket, http, stream!, options.FrameBytesMax, protocol.IsBinary);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException or SocketException
            or ObjectDisposedException)
        {
            var wait = RetryAfter(webSocket.HttpResponseHeaders, clock);
            webSocket.Dispose();
            http.Dispose();
            stopping.ThrowIfCancellationRequested();
            throw new VenueUnreachableException(Describe(fault, webSocket), wait, fault);
        }
    }

    /// <summary>Waits for the next message; it is valid until the one after.</summary>
    /// <returns>False when the venue has closed the connection.</returns>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public bool TryReceive(out ReadOnlySpan<byte> message, out bool isBinary, out bool isTooLarge)
    {
        var length = 0;
        var passedOver = 0L;
        isTooLarge = false;
        message = default;
        while (true)
        {
            var part = Receive(_buffer.AsMemory(length));
            isBinary = part.MessageType == WebSocketMessageType.Binary;
            if (part.MessageType == WebSocketMessageType.Close)
                return false;
            length += part.Count;
            if (part.EndOfMessage)
                break;
            if (length < _buffer.Length || TryGrow())
                continue;
            (isTooLarge, length) = (true, 0);
            passedOver += _buffer.Length;
            if (passedOver > _frameBytesMax * 16L)
                throw new IOException("a message has no end");
        }

        message = isTooLarge ? default : _buffer.AsSpan(0, length);
        return true;
    }

    /// <summary>Sends a message; waits until the system has it.</summary>
    /// <exception cref="WebSocketException">The connection is broken.</exception>
    public void Send(ReadOnlyMemory<byte> message) => _socket
        .SendAsync(message, _type, endOfMessage: true, CancellationToken.None)
        .AsTask().GetAwaiter().GetResult();

    /// <summary>Breaks the connection; any thread.</summary>
    public void Abort()
    {
        _stream.Dispose();
        _socket.Abort();
    }

    public void Dispose()
    {
        Abort();
        _socket.Dispose();
        _http.Dispose();
    }

    private ValueWebSocketReceiveResult Receive(Memory<byte> into)
    {
        var receiving = _socket.ReceiveAsync(into, CancellationToken.None);
        return receiving.IsCompleted ? receiving.GetAwaiter().GetResult() : receiving.AsTask().GetAwaiter().GetResult();
    }

    private bool TryGrow()
    {
        if (_buffer.Length >= _frameBytesMax)
            return false;
        Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, _frameBytesMax));
        return true;
    }

    private static string Describe(Exception fault, ClientWebSocket socket) => fault is OperationCanceledException
        ? "no answer to the connection in time"
        : (int)socket.HttpStatusCode > 0
            ? string.Create(CultureInfo.InvariantCulture, $"the venue answered {(int)socket.HttpStatusCode}")
            : (fault.InnerException ?? fault).Message;

    private static TimeSpan? RetryAfter(IReadOnlyDictionary<string, IEnumerable<string>>? headers, TimeProvider clock)
    {
        var text = headers?.FirstOrDefault(header => header.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value
            ?.FirstOrDefault();
        return RetryConditionHeaderValue.TryParse(text, out var value) ? value.WaitFrom(clock) : null;
    }
}
