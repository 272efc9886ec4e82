namespace Bourse.Gateway.WebSocket;

/// <summary>What has passed over all WebSockets since the start. Any thread.</summary>
public sealed class SocketCounters
{
    private long _framesSent;
    private long _bytesSent;
    private long _framesDropped;
    private long _messagesReceived;
    private long _clientsAccepted;
    private long _clientsRefused;
    private long _clientsDropped;

    public long FramesSent => Interlocked.Read(ref _framesSent);

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    /// <summary>Live frames that slow clients never got.</summary>
    public long FramesDropped => Interlocked.Read(ref _framesDropped);

    public long MessagesReceived => Interlocked.Read(ref _messagesReceived);

    public long ClientsAccepted => Interlocked.Read(ref _clientsAccepted);

    /// <summary>Turned away: too many clients, a foreign origin, an unknown protocol version.</summary>
    public long ClientsRefused => Interlocked.Read(ref _clientsRefused);

    /// <summary>Closed because they stayed behind.</summary>
    public long ClientsDropped => Interlocked.Read(ref _clientsDropped);

    internal void Sent(int frames, int bytes)
    {
        Interlocked.Add(ref _framesSent, frames);
        Interlocked.Add(ref _bytesSent, bytes);
    }

    internal void Dropped(long frames) => Interlocked.Add(ref _framesDropped, frames);

    internal void Received() => Interlocked.Increment(ref _messagesReceived);

    internal void Accepted() => Interlocked.Increment(ref _clientsAccepted);

    internal void Refused() => Interlocked.Increment(ref _clientsRefused);

    internal void DroppedClient() => Interlocked.Increment(ref _clientsDropped);
}
