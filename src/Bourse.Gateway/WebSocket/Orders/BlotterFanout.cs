using Bourse.Engine;
using Bourse.Exchange;
using Bourse.Journal;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Hands each private event of the blotter to the channels of its account: one thread reads for all of them, and an event is
/// written as JSON once for each account that somebody listens to. What is on the blotter is durable in the orders, so that
/// nobody is told of what a power cut may undo. Channels join and leave on any thread, between two records.
/// </summary>
public sealed class BlotterFanout : IDisposable
{
    private const int TicketsMax = 65_536;

    // Each reads as fast as it can; more wait for their turn.
    private const int ReadingsMax = 2;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Engine.Engine _engine;
    private readonly WebSocketLimits _limits;
    private readonly OrderFrames _frames;
    private readonly AccountListeners _listeners;
    private long _position;

    public BlotterFanout(Engine.Engine engine, WebSocketLimits limits)
    {
        (_engine, _limits) = (engine, limits);
        _frames = new OrderFrames(engine.Names, new OrderTickets(engine.Orders.Reader, TicketsMax));
        _position = Blotter.LastSequence;
        _listeners = new AccountListeners(_position);
    }

    /// <summary>The last sequence of the blotter that was read.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Records of the blotter that have not been read yet. Any thread.</summary>
    public long Behind => Math.Max(0, Blotter.LastSequence - Position);

    /// <summary>Private channels that are live now. Any thread.</summary>
    public int Channels
    {
        get
        {
            lock (_lock)
                return _listeners.Count;
        }
    }

    public PrivateCounters Counters { get; } = new();

    internal ExchangeNames Names => _engine.Names;

    internal JournalReader Blotter => _engine.Blotter.Reader;

    /// <summary>Who reads the past holds one of these while reading.</summary>
    internal SemaphoreSlim Readings { get; } = new(ReadingsMax);

    /// <summary>Reads on until stopped, and then to the end. One thread.</summary>
    /// <exception cref="JournalException">The blotter is damaged.</exception>
    public void Run(CancellationToken stopping)
    {
        using var cursor = Blotter.OpenCursor(_position + 1);
        while (!stopping.IsCancellationRequested)
        {
            Drain(cursor);
            cursor.Wait(LookEvery, stopping);
        }

        Drain(cursor);
    }

    public void Dispose()
    {
        _frames.Dispose();
        Readings.Dispose();
    }

    /// <summary>Frames for one channel that reads the past by itself.</summary>
    internal OrderFrames MakeFrames(int ticketsMax) =>
        new(_engine.Names, new OrderTickets(_engine.Orders.Reader, ticketsMax));

    /// <summary>What an account has and has open, as of a sequence of the blotter.</summary>
    /// <exception cref="EngineUnavailableException">The exchange does not answer now.</exception>
    internal Task<OrderSnapshot?> SnapshotAsync(int account) =>
        _engine.AskAsync(view => OrderSnapshot.Of(view, account));

    /// <summary>
    /// Finds the sequence at which a channel begins; null for the next event. False when that is too long ago, or to come.
    /// </summary>
    internal bool TryResolve(JoinStart start, out long? from, out Refusal? refusal)
    {
        (from, refusal) = (null, null);
        var next = Position + 1;
        if (start.Time is { } time)
        {
            using var cursor = Blotter.OpenCursorAt(time.Nanoseconds);
            from = Math.Min(cursor.NextSequence, next);
        }
        else if (start.Sequence is { } sequence)
        {
            from = Math.Max(sequence, 1);
        }

        if (from > next)
            refusal = new Refusal("sequence_in_future", $"The blotter has come to sequence {next - 1}.")
            {
                Field = "from",
                LastSequence = next - 1,
            };
        else if (from < FirstSequence(next))
            refusal = TooFar(FirstSequence(next));
        if (from == next)
            from = null;
        return refusal is null;
    }

    /// <summary>The refusal of a channel that would begin too long ago.</summary>
    internal static Refusal TooFar(long first) =>
        new("too_far", $"A channel begins no longer ago than with sequence {first} of the blotter.")
        {
            Field = "from",
            FirstSequence = first,
        };

    /// <summary>
    /// Makes a channel live from the very next event; the reply, made from the last sequence before it, is queued before
    /// anything of the channel.
    /// </summary>
    internal bool Join(Subscription channel, Func<long, byte[]> reply)
    {
        lock (_lock)
        {
            channel.LiveAfter = _position;
            _listeners.Add(channel);
            return channel.Outbox.Send(reply(_position));
        }
    }

    /// <summary>
    /// Makes a channel that reads the past live, when it is near enough: it reads the rest while nothing is published. False
    /// when it has to read on first.
    /// </summary>
    internal bool TryHandOff(OrderHistory history, Subscription channel)
    {
        lock (_lock)
        {
            if (channel.IsClosed)
                return true;
            if (_position - history.Position > OrderHistory.HandOffEventsMax)
                return false;
            history.ReadThrough(_position);
            if (history.Position < _position)
                return false;
            channel.IsPaced = false;
            channel.LiveAfter = history.Position;
            channel.Outbox.Send(ChannelFrames.Live(channel.Topic.Name, history.Position + 1), channel);
            _listeners.Add(channel);
            return true;
        }
    }

    /// <summary>Ends a channel; nothing more of it is sent.</summary>
    internal void Leave(Subscription channel)
    {
        lock (_lock)
        {
            channel.Close();
            _listeners.Remove(channel);
        }
    }

    private long FirstSequence(long next) => Math.Max(Blotter.FirstSequence, next - _limits.ReplayEventsMax);

    private void Drain(JournalCursor cursor)
    {
        while (cursor.TryRead(out var record))
            lock (_lock)
            {
                Publish(new BlotterRecord((EventType)record.Type, record.Payload), record.Sequence);
                Volatile.Write(ref _position, record.Sequence);
            }
    }

    private void Publish(BlotterRecord record, long sequence)
    {
        if (!OrderFrames.IsTold(record))
            return;
        if (record.Header.Account is > 0 and var account && Names.IsAccount(account))
            Publish(record, sequence, account);
        Publish(record, sequence, AccountListeners.Everybody);
    }

    private void Publish(BlotterRecord record, long sequence, int account)
    {
        var previous = _listeners.Advance(account, sequence);
        if (_listeners.Of(account) is not { Count: > 0 } listeners)
            return;
        var frame = _frames.Of(listeners[0].Topic.Name, record, sequence, previous);
        listeners.RemoveAll(channel => sequence > channel.LiveAfter && !TrySend(channel, frame, sequence));
    }

    private bool TrySend(Subscription channel, byte[] frame, long sequence)
    {
        if (channel.TakeWhole(frame, sequence))
        {
            Counters.Sent();
            return true;
        }

        Counters.Dropped();
        return false;
    }
}
