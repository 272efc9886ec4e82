using Bourse.Journal;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Hands each record of the tape to the live WebSocket channels. The live loop publishes, right after the store has
/// applied the record; channels join and leave on any thread, between two records. Whoever publishes waits for no
/// client: at most for one channel to join, which takes the time of a few hundred events.
/// </summary>
public sealed class Fanout
{
    private readonly Lock _lock = new();
    private readonly Broadcast _live;
    private long _position;

    /// <param name="tape">Read by channels that begin in the past.</param>
    public Fanout(TickStore store, JournalReader tape)
    {
        Store = store;
        Tape = tape;
        _live = new Broadcast(store);
        _position = tape.FirstSequence - 1;
    }

    /// <summary>The last sequence that was published.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Measures how long events take to come here and on.</summary>
    public EventHops Hops { get; } = new();

    internal TickStore Store { get; }

    internal JournalReader Tape { get; }

    /// <summary>Sends a record to its listeners. The live loop only, in the tape's order.</summary>
    public void Publish(in JournalRecord record)
    {
        lock (_lock)
        {
            _live.Apply(record);
            Volatile.Write(ref _position, record.Sequence);
        }
    }

    internal static Refusal Gone(long first) =>
        new("sequence_gone", $"The tape no longer goes so far back: it begins with sequence {first}.")
        {
            Field = "from",
            FirstSequence = first,
        };

    /// <summary>
    /// Finds the sequence at which a channel begins; null for the next event. False when the tape does not have it.
    /// </summary>
    internal bool TryResolve(JoinStart start, out long? from, out Refusal? refusal)
    {
        (from, refusal) = (null, null);
        var (first, next) = (Tape.FirstSequence, Position + 1);
        if (start.Time is { } time)
        {
            using var cursor = Tape.OpenCursorAt(time.Nanoseconds);
            from = Math.Min(cursor.NextSequence, next);

            // What retention has deleted may have been at or after that time, unless what is left begins before it.
            if (first > 1 && from == first && cursor.TryRead(out var record) && record.Time >= time.Nanoseconds)
                refusal = Gone(first);
        }
        else if (start.Sequence is { } sequence)
        {
            from = Math.Max(sequence, 1);
            if (from < first)
                refusal = Gone(first);
            else if (from > next)
                refusal = new Refusal("sequence_in_future", $"The tape has come to sequence {next - 1}.")
                {
                    Field = "from",
                    LastSequence = next - 1,
                };
        }

        if (from == next)
            from = null;
        return refusal is null;
    }

    /// <summary>
    /// Makes a channel live from the very next event; the reply, made from the sequence of that event, is queued
    /// before anything of the channel.
    /// </summary>
    internal bool Join(Subscription channel, Func<long, byte[]> reply)
    {
        lock (_lock)
        {
            var sequence = _position;
            var opening = _live.Open(channel, channel.Choice, ref sequence);
            channel.LiveAfter = sequence;
            var isTaken = channel.Outbox.Send(reply(sequence + 1));
            Send(channel, opening);
            _live.Add(channel);
            return isTaken;
        }
    }

    /// <summary>
    /// Makes a channel that reads history live, when it is near enough: it reads the rest while nothing is published.
    /// False when it has to read on first.
    /// </summary>
    internal bool TryHandOff(Replay history, Subscription channel)
    {
        lock (_lock)
        {
            if (channel.IsClosed)
                return true;
            if (_position - history.Position > Replay.HandOffEventsMax)
                return false;
            history.ReadThrough(_position);
            if (history.Position < _position)
                return false;
            channel.IsPaced = false;
            channel.LiveAfter = _position;
            channel.Outbox.Send(ChannelFrames.Live(channel.Topic.Name, _position + 1), channel);
            if (channel.Topic.IsRebuilt)
                _live.TakeOver(history.Broadcast);
            _live.Add(channel);
            return true;
        }
    }

    /// <summary>
    /// Changes the instruments of a live channel; those that are new begin as if they had been joined.
    /// </summary>
    internal bool Change(
        Subscription channel, InstrumentChoice choice, InstrumentChoice added, Func<long, byte[]> reply)
    {
        lock (_lock)
        {
            var sequence = Math.Max(_position, channel.LiveAfter);
            _live.Remove(channel);
            var opening = _live.Open(channel, added, ref sequence);
            channel.LiveAfter = sequence;
            channel.Choice = choice;
            var isTaken = channel.Outbox.Send(reply(sequence + 1));
            Send(channel, opening);
            _live.Add(channel);
            return isTaken;
        }
    }

    /// <summary>Ends a channel; nothing more of it is sent.</summary>
    internal void Leave(Subscription channel)
    {
        lock (_lock)
        {
            channel.Close();
            _live.Remove(channel);
        }
    }

    /// <summary>
    /// Brings a channel up to date whose client was behind: a book anew, of all else the latest frames.
    /// </summary>
    internal void CatchUp(Subscription channel)
    {
        if (channel.Topic.Kind != ChannelKind.Book)
        {
            channel.Outbox.CatchUp(channel);
            return;
        }

        lock (_lock)
        {
            var sequence = Math.Max(_position, channel.LiveAfter);
            channel.Outbox.CatchUp(channel, _live.Open(channel, channel.Choice, ref sequence));
            channel.LiveAfter = sequence;
        }
    }

    private static void Send(Subscription channel, List<SequencedFrame> frames)
    {
        foreach (var (frame, sequence) in frames)
            channel.Outbox.SendPaced(frame, channel, sequence);
    }
}
