using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bourse.EndToEnd;

/// <summary>Sends bytes as they are, over the port or the Unix socket, and reads what status comes back. One thread.</summary>
internal sealed class RawClient(EndPoint server) : IDisposable
{
    private const int MillisMax = 20_000;

    // A request that says it is longer than it is gets no answer before the server's patience ends.
    private const int SpoiledMillisMax = 40;

    private readonly byte[] _buffer = new byte[1 << 20];
    private Socket? _kept;

    public void Dispose() => _kept?.Dispose();

    /// <summary>The answer's status and text; 0 where the connection was closed without one.</summary>
    public (int Status, string Text) Send(byte[] request, bool isFramed)
    {
        var isNew = _kept is null || !isFramed;
        var socket = isNew ? Connect() : _kept!;
        try
        {
            socket.ReceiveTimeout = isFramed ? MillisMax : SpoiledMillisMax;
            socket.Send(request);
            var answer = ReadAnswer(socket);
            if (isFramed && answer.IsKept)
                _kept = socket;
            else
                Close(socket);
            // A kept connection may have been closed meanwhile.
            return answer.Status == 0 && !isNew ? Send(request, isFramed) : (answer.Status, answer.Text);
        }
        catch (SocketException fault) when (!isFramed || fault.SocketErrorCode != SocketError.TimedOut)
        {
            // The server closed while we still wrote, or waits for the rest.
            Close(socket);
            return isNew ? (0, "") : Send(request, isFramed);
        }
    }

    /// <summary>What comes in answer to bytes after which nothing more is sent.</summary>
    public ReadOnlySpan<byte> Exchange(IReadOnlyList<byte[]> parts)
    {
        using var socket = Connect();
        socket.ReceiveTimeout = SpoiledMillisMax;
        var length = 0;
        try
        {
            foreach (var part in parts)
                socket.Send(part);
            for (int read; length < _buffer.Length && (read = socket.Receive(_buffer.AsSpan(length))) > 0;)
                length += read;
        }
        catch (SocketException)
        {
            // Closed, or nothing more to hear: what came until then is what there is.
        }

        return _buffer.AsSpan(0, length);
    }

    private Socket Connect()
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(server);
        return socket;
    }

    private void Close(Socket socket)
    {
        socket.Dispose();
        if (socket == _kept)
            _kept = null;
    }

    private (int Status, string Text, bool IsKept) ReadAnswer(Socket socket)
    {
        var length = 0;
        while (true)
        {
            var read = socket.Receive(_buffer.AsSpan(length));
            length += read;
            if (read == 0 || length == _buffer.Length)
                return (StatusOf(_buffer.AsSpan(0, length)), TextOf(length), false);
            if (EndOf(_buffer.AsSpan(0, length)) is var end and >= 0 && end <= length)
                return (StatusOf(_buffer), TextOf(length), !TextOf(Math.Min(length, 1_000)).Contains("Connection: close"));
        }
    }

    private string TextOf(int length) => Encoding.Latin1.GetString(_buffer, 0, length);

    private static int StatusOf(ReadOnlySpan<byte> answer)
    {
        while (answer.StartsWith("HTTP/1.1 1"u8) && !answer.StartsWith("HTTP/1.1 101"u8)
            && answer.IndexOf("\r\n\r\n"u8) is var end and >= 0)
            answer = answer[(end + 4)..];
        return answer.StartsWith("HTTP/1."u8) && int.TryParse(answer.Slice(9, 3), CultureInfo.InvariantCulture, out var status) ? status : 0;
    }

    /// <summary>Where the answer ends; -1 where that is not known yet.</summary>
    private static int EndOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return -1;
        var text = Encoding.Latin1.GetString(answer[..head]);
        var declared = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (declared >= 0)
            return head + 4 + int.Parse(text.AsSpan(declared + 16).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
        if (text.Contains("chunked", StringComparison.OrdinalIgnoreCase))
            return answer.EndsWith("\r\n0\r\n\r\n"u8) ? answer.Length : -1;
        return head + 4;
    }
}
