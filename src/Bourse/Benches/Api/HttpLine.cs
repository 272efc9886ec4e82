using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bourse.Benches;

/// <summary>
/// A connection that carries one request at a time, with no more work than it takes: whoever measures a server on its own
/// machine takes little from it. Answers must say their length, as this server's do.
/// </summary>
internal sealed class HttpLine : IDisposable
{
    private const int AnswerBytesMax = 1 << 18;

    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly SocketAsyncEventArgs _receiving = new();
    private readonly byte[] _answer = new byte[AnswerBytesMax];
    private readonly Action<HttpLine> _ended;
    private int _filled;

    /// <param name="ended">Called when a request is answered; on a thread of the pool.</param>
    public HttpLine(IPEndPoint server, Action<HttpLine> ended)
    {
        _ended = ended;
        _socket.Connect(server);
        _receiving.Completed += (_, _) => Received();
    }

    /// <summary>When the request that it carries was due, on the clock of <see cref="TimedRecords"/>.</summary>
    public long Due { get; private set; }

    /// <summary>Of the last answer; 0: the connection broke.</summary>
    public int Status { get; private set; }

    public string Body => Encoding.UTF8.GetString(_answer.AsSpan(HeadBytes, Math.Max(0, _filled - HeadBytes)));

    private int HeadBytes => _answer.AsSpan(0, _filled).IndexOf(HeadEnd) is >= 0 and var at ? at + HeadEnd.Length : _filled;

    public void Send(ReadOnlySpan<byte> request, long due)
    {
        (Due, _filled) = (due, 0);
        _socket.Send(request);
        Receive();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _receiving.Dispose();
    }

    private void Receive()
    {
        _receiving.SetBuffer(_answer, _filled, AnswerBytesMax - _filled);
        if (!_socket.ReceiveAsync(_receiving))
            Received();
    }

    private void Received()
    {
        _filled += _receiving.BytesTransferred;
        var isBroken = _receiving.SocketError != SocketError.Success || _receiving.BytesTransferred == 0;
        if (!isBroken && !IsWhole())
        {
            Receive();
            return;
        }

        if (isBroken)
            Status = 0;
        _ended(this);
    }

    private bool IsWhole()
    {
        var answer = _answer.AsSpan(0, _filled);
        var end = answer.IndexOf(HeadEnd);
        if (end < 0)
            return false;
        Status = int.Parse(answer[9..12], CultureInfo.InvariantCulture);
        var name = "\r\nContent-Length: "u8;
        var at = answer[..end].IndexOf(name);
        if (at < 0)
            return true;
        var digits = answer[(at + name.Length)..];
        var length = int.Parse(digits[..digits.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        return _filled == end + HeadEnd.Length + length;
    }
}
