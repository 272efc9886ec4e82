namespace Bourse.Gateway.WebSocket;

/// <summary>
/// The byte stream of an upgraded connection as the framework's WebSocket sees it. It reads from the connection; what
/// it writes (pongs, the answer to a close) joins the client's outbox like every other frame, so that one sender
/// alone writes to the connection. Disposing it, as the framework does on an error, leaves the connection open: the web
/// server closes that, when the last frame is out.
/// </summary>
internal sealed class ClientStream(Stream connection, Outbox outbox) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>What the sender writes to.</summary>
    public Stream Connection => connection;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    /// <exception cref="IOException">The client takes nothing, or is being closed.</exception>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The framework closes by itself when a client breaks the protocol; nothing may follow that.
        if (ServerFrame.IsClose(buffer.Span))
            outbox.CloseWith(buffer.ToArray());
        else if (!outbox.Send(buffer.ToArray()))
            throw new IOException("The client is being closed.");
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
