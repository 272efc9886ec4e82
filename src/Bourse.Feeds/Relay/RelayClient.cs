using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Bourse.Market;
using Bourse.Tape.Relay;

namespace Bourse.Feeds.Relay;

/// <summary>
/// A subscription to another Bourse's tape: definitions first, then every record from the start asked for, in order,
/// none missing and none twice. One thread; blocks while there is nothing new. Allocates only to grow its buffer.
/// </summary>
public sealed class RelayClient : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;

    private RelayClient(Socket socket) => _socket = socket;

    /// <summary>What the server said first.</summary>
    public RelayWelcome Welcome { get; private set; }

    /// <summary>The newest sequence of the server's tape that this client has heard of.</summary>
    public long LastHeardSequence { get; private set; }

    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="RelayException">The server refused; the message says why.</exception>
    public static RelayClient Connect(RelayAddress address, RelayRequest request)
    {
        var client = new RelayClient(address.NewSocket());
        try
        {
            client._socket.Connect(address.EndPoint);
            client._socket.Send(request.ToBytes());
            client.ReadWelcome();
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next record; false when the server has closed the stream.</summary>
    /// <exception cref="RelayException">The server ended the stream with a reason.</exception>
    public bool TryRead(out RelayRecord record)
    {
        while (TryReadFrame(out var frame))
        {
            var type = BinaryPrimitives.ReadUInt16LittleEndian(frame[4..]);
            var sequence = BinaryPrimitives.ReadInt64LittleEndian(frame[8..]);
            LastHeardSequence = Math.Max(LastHeardSequence, sequence);
            if (type == RelayFrame.Refused)
                throw new RelayException(Encoding.UTF8.GetString(frame[RelayFrame.HeaderBytes..]));
            if (type >= RelayFrame.FirstControl)
                continue;
            record = new RelayRecord
            {
                Sequence = sequence,
                Time = BinaryPrimitives.ReadInt64LittleEndian(frame[16..]),
                Type = (MarketEventType)type,
                Payload = frame[RelayFrame.HeaderBytes..],
            };
            return true;
        }

        record = default;
        return false;
    }

    public void Dispose() => _socket.Dispose();

    private void ReadWelcome()
    {
        if (!TryReadFrame(out var frame))
            throw new RelayException("the server closed the connection without an answer");
        var type = BinaryPrimitives.ReadUInt16LittleEndian(frame[4..]);
        if (type == RelayFrame.Refused)
            throw new RelayException(Encoding.UTF8.GetString(frame[RelayFrame.HeaderBytes..]));
        if (type != RelayFrame.Welcome || frame.Length < RelayFrame.HeaderBytes + RelayWelcome.Bytes)
            throw new RelayException("the server does not speak the relay's protocol");
        Welcome = RelayWelcome.Read(frame[RelayFrame.HeaderBytes..]);
        LastHeardSequence = Welcome.LastSequence;
    }

    private bool TryReadFrame(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        if (!TryFill(RelayFrame.HeaderBytes))
            return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start));
        if (length is < RelayFrame.HeaderBytes or > RelayFrame.BytesMax)
            throw new RelayException($"a frame of {length} bytes: the stream is not a relay's");
        var padded = RelayFrame.PaddedBytes((int)length - RelayFrame.HeaderBytes);
        if (!TryFill(padded))
            return false;
        frame = _buffer.AsSpan(_start, (int)length);
        _start += padded;
        return true;
    }

    private bool TryFill(int bytes)
    {
        if (_start + bytes > _buffer.Length)
            MakeRoom(bytes);
        while (_end - _start < bytes)
        {
            var received = _socket.Receive(_buffer.AsSpan(_end));
            if (received == 0)
                return false;
            _end += received;
        }

        return true;
    }

    private void MakeRoom(int bytes)
    {
        var kept = _buffer.AsSpan(_start, _end - _start);
        var target = bytes > _buffer.Length ? new byte[bytes] : _buffer;
        kept.CopyTo(target);
        (_buffer, _end, _start) = (target, kept.Length, 0);
    }
}
