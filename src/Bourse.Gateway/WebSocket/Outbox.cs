using System.Threading.Tasks.Sources;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// The frames that wait for one client, in order. Any thread adds and none ever waits to: a live frame that finds the
/// outbox full is conflated, the latest for each key being kept until the rest has been sent. One thread sends.
/// </summary>
internal sealed class Outbox : IValueTaskSource<bool>
{
    // A client that was far behind once does not keep the room for it.
    private const int KeptFrames = 1_024;

    private readonly Lock _lock = new();
    private readonly int _framesMax;
    private readonly long _bytesMax;
    private readonly TimeProvider _clock;
    private readonly Queue<OutboxEntry> _frames = new();
    private readonly List<Subscription> _lagging = [];
    private ManualResetValueTaskSourceCore<bool> _ready = new() { RunContinuationsAsynchronously = true };
    private TaskCompletionSource? _room;
    private long _bytes;
    private long _lagSince;
    private bool _isSenderWaiting;
    private bool _isClosed;

    public Outbox(WebSocketLimits limits, TimeProvider clock)
    {
        _framesMax = limits.OutboxFramesMax;
        _bytesMax = limits.OutboxBytesMax;
        _clock = clock;
    }

    /// <summary>Live frames that were conflated away; read by any thread.</summary>
    public long DroppedFrames { get; private set; }

    /// <summary>Frames that wait; a snapshot for display.</summary>
    public int Count => _frames.Count;

    /// <summary>How long the client has been behind; zero when it is not. Any thread.</summary>
    public TimeSpan Behind
    {
        get
        {
            lock (_lock)
                return _lagging.Count == 0 ? TimeSpan.Zero : _clock.GetElapsedTime(_lagSince);
        }
    }

    /// <summary>Adds a live frame, or conflates it under its key. Never waits.</summary>
    public void Offer(Subscription channel, byte[] frame, long sequence, long key)
    {
        lock (_lock)
        {
            if (_isClosed || channel.IsClosed)
                return;
            var entry = new OutboxEntry(frame, channel, sequence);
            if (channel.Lag is null && HasRoomFor(frame))
            {
                Add(entry);
                return;
            }

            Conflate(channel, key, entry);
        }
    }

    /// <summary>
    /// Adds what must not be conflated: replies. False when the outbox holds twice what it should: the client does not
    /// take its replies, and is to be closed.
    /// </summary>
    public bool Send(byte[] frame, Subscription? channel = null)
    {
        lock (_lock)
        {
            if (_isClosed || _frames.Count >= 2L * _framesMax)
                return false;
            Add(new OutboxEntry(frame, channel, 0));
            return true;
        }
    }

    /// <summary>Adds the last frames of a channel for which there was no room.</summary>
    public void SendLast(Subscription channel, params ReadOnlySpan<byte[]> frames)
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            foreach (var frame in frames)
                Add(new OutboxEntry(frame, channel, 0));
        }
    }

    /// <summary>
    /// Adds a frame of history, read at the client's own pace; false when no more should be added before
    /// <see cref="WaitForRoomAsync"/> has completed.
    /// </summary>
    public bool SendPaced(byte[] frame, Subscription channel, long sequence)
    {
        lock (_lock)
        {
            if (_isClosed || channel.IsClosed)
                return false;
            Add(new OutboxEntry(frame, channel, sequence));
            return IsHalfFree;
        }
    }

    /// <summary>Completes when at least half of the outbox is free, or it is closed.</summary>
    public Task WaitForRoomAsync()
    {
        lock (_lock)
        {
            if (_isClosed || IsHalfFree)
                return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task;
        }
    }

    /// <summary>Sends these and no more: what waits is given up, and nothing is added after.</summary>
    public void CloseWith(params ReadOnlySpan<byte[]> last)
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            _frames.Clear();
            _bytes = 0;
            _lagging.Clear();
            foreach (var frame in last)
                Add(new OutboxEntry(frame, null, 0));
            Wake();
            FreeRoom();
        }
    }

    /// <summary>The sender waits here; false when the outbox is closed and everything has been taken.</summary>
    public ValueTask<bool> WaitAsync()
    {
        lock (_lock)
        {
            if (_frames.Count > 0 || _lagging.Count > 0)
                return ValueTask.FromResult(true);
            if (_isClosed)
                return ValueTask.FromResult(false);
            if (_frames.Capacity > 2 * KeptFrames)
                _frames.TrimExcess(KeptFrames);
            _ready.Reset();
            _isSenderWaiting = true;
            return new ValueTask<bool>(this, _ready.Version);
        }
    }

    /// <summary>
    /// Takes whole frames: as many as the buffer holds, or a single larger one as it is. Empty when none waits. The
    /// sender only.
    /// </summary>
    public ReadOnlyMemory<byte> Take(byte[] buffer, out int frames) => Take(buffer, -1, out frames, out _);

    /// <summary>The same, and whether a frame of that event is among them.</summary>
    public ReadOnlyMemory<byte> Take(byte[] buffer, long sequence, out int frames, out bool hasEvent)
    {
        var length = 0;
        (frames, hasEvent) = (0, false);
        lock (_lock)
        {
            while (_frames.TryPeek(out var entry))
            {
                var isSent = entry.Channel is not { IsClosed: true };
                if (isSent && length + entry.Frame.Length > buffer.Length)
                {
                    if (length > 0)
                        break;
                    Remove();
                    (frames, hasEvent) = (1, entry.Sequence == sequence);
                    return entry.Frame;
                }

                Remove();
                if (!isSent)
                    continue;
                entry.Frame.CopyTo(buffer.AsSpan(length));
                length += entry.Frame.Length;
                hasEvent |= entry.Sequence == sequence;
                frames++;
            }

            if (_room is not null && IsHalfFree)
                FreeRoom();
        }

        return buffer.AsMemory(0, length);
    }

    /// <summary>The next channel to be brought up to date, once nothing else waits; null when there is none.</summary>
    public Subscription? NextLagging()
    {
        lock (_lock)
        {
            _lagging.RemoveAll(channel => channel.IsClosed);
            return _frames.Count == 0 && _lagging.Count > 0 ? _lagging[0] : null;
        }
    }

    /// <summary>Ends a channel's conflation: it is told what it missed, and gets the latest frames.</summary>
    public void CatchUp(Subscription channel)
    {
        lock (_lock)
        {
            if (EndLag(channel) is not { } lag)
                return;
            foreach (var entry in lag.Latest())
                Add(entry);
        }
    }

    /// <summary>
    /// Ends a channel's conflation with new frames instead of those that were kept. The caller holds the fan-out's
    /// lock, so that nothing comes between.
    /// </summary>
    public void CatchUp(Subscription channel, List<SequencedFrame> fresh)
    {
        lock (_lock)
        {
            if (EndLag(channel) is null)
                return;
            foreach (var (frame, sequence) in fresh)
                Add(new OutboxEntry(frame, channel, sequence));
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _ready.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _ready.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _ready.OnCompleted(continuation, state, token, flags);

    private bool IsHalfFree => _frames.Count <= _framesMax / 2 && _bytes <= _bytesMax / 2;

    private bool HasRoomFor(byte[] frame) => _frames.Count < _framesMax && _bytes + frame.Length <= _bytesMax;

    private void Add(in OutboxEntry entry)
    {
        _frames.Enqueue(entry);
        _bytes += entry.Frame.Length;
        Wake();
    }

    private void Remove() => _bytes -= _frames.Dequeue().Frame.Length;

    private void Wake()
    {
        if (!_isSenderWaiting)
            return;
        _isSenderWaiting = false;
        _ready.SetResult(true);
    }

    private void FreeRoom()
    {
        _room?.SetResult();
        _room = null;
    }

    private void Conflate(Subscription channel, long key, in OutboxEntry entry)
    {
        if (channel.Lag is null)
        {
            if (_lagging.Count == 0)
                _lagSince = _clock.GetTimestamp();
            channel.Lag = new Lag();
            _lagging.Add(channel);
        }

        var before = channel.Lag.Dropped;
        if (channel.Topic.Kind == ChannelKind.Book)
            channel.Lag.Drop(entry.Sequence);
        else
            channel.Lag.Keep(key, entry);
        DroppedFrames += channel.Lag.Dropped - before;
    }

    private Lag? EndLag(Subscription channel)
    {
        var lag = channel.Lag;
        channel.Lag = null;
        _lagging.Remove(channel);
        if (lag is null || _isClosed || channel.IsClosed)
            return null;
        if (lag.Dropped > 0)
            Add(new OutboxEntry(ChannelFrames.Lagging(channel.Topic, lag), channel, lag.ToSequence));
        return lag;
    }
}
