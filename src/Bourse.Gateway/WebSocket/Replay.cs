using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// One channel's way from a past position to the live one: it reads the tape through a cursor of its own, as fast as
/// its client takes the frames, and joins the live channels when it is near. No gap, no duplicate. Books and bars are
/// rebuilt in a store of its own from the tape's beginning, so that each frame is as it was live.
/// </summary>
internal sealed class Replay : IDisposable
{
    /// <summary>So near to the live position, the rest is read while nothing is published.</summary>
    public const int HandOffEventsMax = 256;

    private const int BurstEvents = 4_096;
    private const int RebuildMegabytes = 64;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(1);

    private readonly Fanout _fanout;
    private readonly Subscription _channel;
    private readonly JournalCursor _cursor;
    private readonly TickStore? _rebuilt;
    private readonly long _from;
    private bool _isOpen;

    /// <exception cref="JournalSequenceException">The tape no longer has the sequence.</exception>
    public Replay(Fanout fanout, Subscription channel, long from)
    {
        (_fanout, _channel, _from) = (fanout, channel, from);
        if (channel.Topic.IsRebuilt)
            _rebuilt = new TickStore(new TickOptions { MemoryMegabytes = RebuildMegabytes });
        _cursor = fanout.Tape.OpenCursor(_rebuilt is null ? from : fanout.Tape.FirstSequence);
        Broadcast = new Broadcast(_rebuilt ?? fanout.Store);
        Broadcast.Add(channel);
        channel.IsPaced = true;
        channel.LiveAfter = from - 1;
    }

    /// <summary>The last sequence that was read.</summary>
    public long Position => _cursor.NextSequence - 1;

    public Broadcast Broadcast { get; }

    /// <summary>Runs until the channel is live or closed.</summary>
    /// <exception cref="JournalException">The tape is damaged, or what is next was deleted from it.</exception>
    public async Task RunAsync()
    {
        while (!_channel.IsClosed)
        {
            await _channel.Outbox.WaitForRoomAsync().ConfigureAwait(false);
            _channel.HasRoom = true;
            var before = Position;
            ReadBurst();
            if (_fanout.TryHandOff(this, _channel))
                return;
            if (Position == before)
                await Task.Delay(Retry).ConfigureAwait(false);
            else
                await Task.Yield();
        }
    }

    /// <summary>
    /// Reads up to a sequence that has been published; stops short only where the tape has been deleted.
    /// </summary>
    public void ReadThrough(long sequence)
    {
        while (Position < sequence && TryReadOne())
        {
        }

        OpenWhenReached();
    }

    public void Dispose() => _cursor.Dispose();

    private void ReadBurst()
    {
        var last = Math.Min(_fanout.Position, Position + BurstEvents);
        while (Position < last && TryReadOne() && _channel.HasRoom)
        {
        }
    }

    private bool TryReadOne()
    {
        OpenWhenReached();
        if (!_cursor.TryRead(out var record))
        {
            var first = _fanout.Tape.FirstSequence;
            return _cursor.NextSequence < first
                ? throw new JournalException($"The tape now begins with sequence {first}.")
                : false;
        }

        if (_rebuilt is not null && !IsWanted(record))
        {
            Broadcast.Advance(record);
            return true;
        }

        _rebuilt?.Apply(record.Sequence, record.Type, record.Payload);
        Broadcast.Apply(record);
        return true;
    }

    private void OpenWhenReached()
    {
        if (_isOpen || _cursor.NextSequence < _from)
            return;
        _isOpen = true;
        var sequence = Position;
        foreach (var (frame, at) in Broadcast.Open(_channel, _channel.Choice, ref sequence))
            _channel.Take(frame, at, at);
        Broadcast.Settle();
    }

    // The store of one channel holds only what the channel needs; a bar's pace follows every record's time.
    private bool IsWanted(in JournalRecord record)
    {
        var type = (MarketEventType)record.Type;
        if (type is MarketEventType.InstrumentDefinition or MarketEventType.SourceDefinition or MarketEventType.Gap)
            return true;
        return _channel.Topic.Kind == ChannelKind.Bars
            ? type == MarketEventType.Trade && IsChosen(record)
            : type is MarketEventType.Quote or MarketEventType.BookSnapshot or MarketEventType.BookDelta
                && IsChosen(record);
    }

    private bool IsChosen(in JournalRecord record) =>
        _rebuilt!.Instruments.Find(EventHeader.In(record.Payload).Instrument) is { } instrument
        && _channel.Choice.Holds(instrument);
}
