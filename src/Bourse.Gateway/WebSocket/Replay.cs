using Bourse.Journal;
using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// One channel's way from a past position to the live one: it reads the tape through a cursor of its own, as fast as
/// its client takes the frames, or as they come on a clock of the past, and joins the live channels when it is near. No
/// gap, no duplicate. Books and bars are rebuilt in a store of its own, from the tape's beginning or from where what came
/// before no longer matters, so that each frame is as it was live.
/// </summary>
internal sealed class Replay : IDisposable
{
    /// <summary>So near to the live position, the rest is read while nothing is published.</summary>
    public const int HandOffEventsMax = 256;

    private const int BurstEvents = 4_096;
    private const int RebuildMegabytes = 64;
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(1);

    // A channel that waits for the past to go on looks so often whether anybody still wants it.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Fanout _fanout;
    private readonly Subscription _channel;
    private readonly JournalCursor _cursor;
    private readonly TickStore? _rebuilt;
    private readonly Pace? _pace;
    private long _from;
    private bool _isOpen;
    private TimeSpan _wait;

    /// <summary>From a sequence on, as fast as the client takes it.</summary>
    /// <exception cref="JournalSequenceException">The tape no longer has the sequence.</exception>
    public Replay(Fanout fanout, Subscription channel, long from)
        : this(fanout, channel, channel.Topic.IsRebuilt ? fanout.Tape.FirstSequence : from, [])
    {
        _from = from;
        channel.LiveAfter = from - 1;
    }

    /// <summary>On a clock of the past, from the moment that it began with.</summary>
    /// <param name="start">Where to begin to read, lest anything of that moment is missed.</param>
    /// <param name="defined">Instruments that are defined before.</param>
    /// <exception cref="JournalSequenceException">The tape no longer has the sequence.</exception>
    public Replay(Fanout fanout, Subscription channel, long start, IEnumerable<Instrument> defined, Pace pace)
        : this(fanout, channel, start, defined)
    {
        (_pace, _from) = (pace, long.MaxValue);
        channel.LiveAfter = long.MaxValue;
    }

    private Replay(Fanout fanout, Subscription channel, long start, IEnumerable<Instrument> defined)
    {
        (_fanout, _channel) = (fanout, channel);
        if (channel.Topic.IsRebuilt)
            _rebuilt = Rebuilt(defined);
        _cursor = fanout.Tape.OpenCursor(start);
        Broadcast = new Broadcast(_rebuilt ?? fanout.Store);
        Broadcast.Add(channel);
        channel.IsPaced = true;
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
            _wait = TimeSpan.Zero;
            ReadBurst();
            if (_wait == TimeSpan.Zero && _fanout.TryHandOff(this, _channel))
                return;
            if (_wait > TimeSpan.Zero)
                await WaitAsync().ConfigureAwait(false);
            else if (Position == before)
                await Task.Delay(Retry).ConfigureAwait(false);
            else
                await Task.Yield();
        }
    }

    /// <summary>
    /// Reads up to a sequence that has been published; stops short only where the tape has been deleted, or where the clock of
    /// the past has not come to what follows.
    /// </summary>
    public void ReadThrough(long sequence)
    {
        while (Position < sequence && TryReadOne())
        {
        }

        if (_pace is not null && Position >= sequence)
            _from = Math.Min(_from, Position + 1);
        OpenWhenReached();
    }

    public void Dispose() => _cursor.Dispose();

    private static TickStore Rebuilt(IEnumerable<Instrument> defined)
    {
        var store = new TickStore(new TickOptions { MemoryMegabytes = RebuildMegabytes });
        foreach (var instrument in defined)
            store.Define(instrument);
        return store;
    }

    // What is next is not due yet; bars that form are told of meanwhile, as the seconds of the past go by.
    private Task WaitAsync()
    {
        Broadcast.Advance(_pace!.Now, Position);
        return Task.Delay(_wait < Look ? _wait : Look);
    }

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

        if (_pace is null)
            Take(record, record.Time);
        else if (VenueTimeOf(record) is not { } time)
            TakeAside(record);
        else if (IsDue(time))
            Take(record, time.Nanoseconds);
        else
            return false;
        return true;
    }

    private void Take(in JournalRecord record, long time)
    {
        if (_rebuilt is not null && !IsWanted(record))
        {
            Broadcast.Advance(time, record.Sequence);
            return;
        }

        _rebuilt?.Apply(record.Sequence, record.Type, record.Payload);
        Broadcast.Apply(record, time);
    }

    // Says nothing of the time of the past: definitions, gaps, and what other instruments do.
    private void TakeAside(in JournalRecord record)
    {
        if (_rebuilt is not null && IsWanted(record))
            _rebuilt.Apply(record.Sequence, record.Type, record.Payload);
    }

    // The record that was just read; what is not due is read again later.
    private bool IsDue(Timestamp time)
    {
        if (!_isOpen && time >= _pace!.At)
        {
            _cursor.StepBack();
            _from = _cursor.NextSequence;
            OpenWhenReached();
            return false;
        }

        var wait = _isOpen ? _pace!.Until(time) : TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
            return true;
        _cursor.StepBack();
        _wait = wait;
        return false;
    }

    private Timestamp? VenueTimeOf(in JournalRecord record) =>
        (MarketEventType)record.Type is MarketEventType.Trade or MarketEventType.Quote
            or MarketEventType.BookSnapshot or MarketEventType.BookDelta && IsChosen(record)
            ? EventHeader.In(record.Payload).VenueTime
            : null;

    private void OpenWhenReached()
    {
        if (_isOpen || _cursor.NextSequence < _from)
            return;
        _isOpen = true;
        var sequence = Position;
        if (_pace is not null)
            _channel.LiveAfter = sequence;
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
        (_rebuilt ?? _fanout.Store).Instruments.Find(EventHeader.In(record.Payload).Instrument) is { } instrument
        && _channel.Choice.Holds(instrument);
}
