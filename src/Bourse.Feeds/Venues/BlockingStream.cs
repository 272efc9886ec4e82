using System.Net.Sockets;

namespace Bourse.Feeds.Venues;

/// <summary>
/// A socket that is read by the thread that asks: even an asynchronous read is done when it returns. So a WebSocket above
/// it runs on the feed's own thread, without a hop to another for each message. While nothing comes it calls
/// <see cref="WhenIdle"/> now and then. One reader, one writer.
/// </summary>
internal sealed class BlockingStream(Socket socket, TimeSpan patience, TimeProvider clock) : Stream
{
    private const int BufferBytes = 1 << 18;

    private static readonly TimeSpan IdleEvery = TimeSpan.FromMilliseconds(10);

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private bool _isClosed;

    /// <summary>Called by the reading thread while it waits; may send. Throws to end the waiting.</summary>
    public Action? WhenIdle { get; set; }

    /// <summary>When bytes came last, by the clock's timestamps.</summary>
    public long LastReceived { get; private set; } = clock.GetTimestamp();

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_start == _end && !TryFill())
            return 0;
        var count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return new ValueTask<int>(Read(buffer.Span));
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException)
        {
            return ValueTask.FromException<int>(fault);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
            buffer = buffer[socket.Send(buffer)..];
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            Write(buffer.Span);
            return ValueTask.CompletedTask;
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            return ValueTask.FromException(new IOException(fault.Message, fault));
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Volatile.Write(ref _isClosed, true);
            socket.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryFill()
    {
        while (!socket.Poll(IdleEvery, SelectMode.SelectRead))
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), this);
            if (clock.GetElapsedTime(LastReceived) > patience)
                throw new IOException($"nothing came for {patience.TotalSeconds:0.#} s");
            WhenIdle?.Invoke();
        }

        (_start, _end) = (0, socket.Receive(_buffer));
        LastReceived = clock.GetTimestamp();
        return _end > 0;
    }
}
