namespace Bourse.Gateway.WebSocket;

/// <summary>What has passed over private channels since the start. Any thread.</summary>
public sealed class PrivateCounters
{
    private long _eventsSent;
    private long _resumes;
    private long _channelsDropped;
    private long _cancelRuns;
    private long _cancelFailures;

    /// <summary>Events handed to clients: one for each channel that hears it.</summary>
    public long EventsSent => Interlocked.Read(ref _eventsSent);

    /// <summary>Channels that began in the past.</summary>
    public long Resumes => Interlocked.Read(ref _resumes);

    /// <summary>Channels that ended because their clients did not keep up.</summary>
    public long ChannelsDropped => Interlocked.Read(ref _channelsDropped);

    /// <summary>Mass cancels because a connection has ended.</summary>
    public long CancelRuns => Interlocked.Read(ref _cancelRuns);

    /// <summary>Those of them that the exchange did not carry out in time.</summary>
    public long CancelFailures => Interlocked.Read(ref _cancelFailures);

    internal void Sent() => Interlocked.Increment(ref _eventsSent);

    internal void Resumed() => Interlocked.Increment(ref _resumes);

    internal void Dropped() => Interlocked.Increment(ref _channelsDropped);

    internal void Cancelled() => Interlocked.Increment(ref _cancelRuns);

    internal void FailedToCancel() => Interlocked.Increment(ref _cancelFailures);
}
