using System.Buffers.Binary;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tape;

/// <summary>
/// The market's journal: many feeds in, one writer. Each event is checked, recognised if it was received before,
/// stamped, numbered and appended; then readers are woken. Feeds hand over through inlets, each from its own thread.
/// </summary>
public sealed class Tape : IDisposable
{
    private readonly TapeOptions _options;
    private readonly JournalWriter _journal;
    private readonly TimeProvider _clock;
    private readonly TapeState _state;
    private readonly LoopSleep _sleep = new();
    private readonly Lock _lock = new();
    private readonly bool _forgets;
    private TapeInlet[] _inlets = [];
    private bool _isRestating;
    private TapeInlet? _unappended;
    private long _appended;
    private long _duplicates;
    private long _refused;

    private Tape(TapeOptions options, JournalWriter journal, bool forgets, TimeProvider clock)
    {
        _options = options;
        _forgets = forgets;
        _journal = journal;
        _clock = clock;
        _state = new TapeState(options.DedupMessages);
        _state.Restore(journal.Reader);
    }

    public InstrumentRegistry Instruments => _state.Instruments;

    /// <summary>The journal below: its recovery report, positions and state.</summary>
    public JournalWriter Journal => _journal;

    public IReadOnlyList<TapeInlet> Inlets => Volatile.Read(ref _inlets);

    public TapeCounters Counters => new(
        Volatile.Read(ref _appended), Volatile.Read(ref _duplicates), Volatile.Read(ref _refused));

    /// <summary>Opens the journal as its only writer, recovers it, and rebuilds definitions and recent ids from it.</summary>
    public static Tape Open(
        TapeOptions options, JournalOptions journal, TimeProvider clock, IJournalFiles? files = null)
    {
        var writer = JournalWriter.Open(journal, files, clock);
        try
        {
            return new Tape(options, writer, journal.RetainBytes > 0 || journal.RetainDays > 0, clock);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Opens an inlet for a feed; any thread.</summary>
    /// <exception cref="InvalidOperationException"><see cref="TapeOptions.FeedsMax"/> feeds are open.</exception>
    public TapeInlet AddFeed(string feedName, CancellationToken stopping)
    {
        lock (_lock)
        {
            if (_inlets.Length >= _options.FeedsMax)
                throw new InvalidOperationException($"{_options.FeedsMax} feeds are open already.");
            var inlet = new TapeInlet(this, feedName, _options.RingKilobytes * 1024, _clock) { Stopping = stopping };
            Volatile.Write(ref _inlets, [.. _inlets, inlet]);
            return inlet;
        }
    }

    /// <summary>Forgets a feed that has ended; what it handed over must be drained before.</summary>
    public void RemoveFeed(TapeInlet inlet)
    {
        lock (_lock)
            Volatile.Write(ref _inlets, [.. _inlets.Where(other => other != inlet)]);
    }

    /// <summary>The tape's thread: drains the inlets until stopped, then once more.</summary>
    /// <exception cref="JournalReadOnlyException">The journal takes no more; events stay in the rings.</exception>
    public void Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
            if (Drain() == 0)
                _sleep.Wait(_options.Wait, HasWork, stopping);
        while (Drain() > 0)
        {
        }
    }

    /// <summary>One pass over all inlets; returns the events taken from them. The tape's thread only.</summary>
    public int Drain()
    {
        AppendDefinitions();
        var now = Timestamp.FromDateTime(_clock.GetUtcNow());
        var taken = 0;
        foreach (var inlet in Volatile.Read(ref _inlets))
            taken += Drain(inlet, now);
        if (taken > 0)
            _journal.Commit();
        return taken;
    }

    /// <summary>Closes the journal; the tape's thread must have ended and feeds must have stopped.</summary>
    public void Dispose()
    {
        _journal.Dispose();
        _sleep.Dispose();
    }

    internal void Wake() => _sleep.Wake();

    internal Instrument Define(Venue venue, string symbol, InstrumentTerms terms)
    {
        DefinitionRules.Check(venue, symbol, terms);
        var instrument = Instruments.GetOrAdd(
            Instrument.KeyOf(venue.Code, symbol), id => terms.Of(id, venue, symbol), out var isNew);
        if (isNew)
            _state.Pending.Enqueue(instrument);
        return instrument;
    }

    internal Instrument Redefine(Venue venue, string symbol, InstrumentTerms terms)
    {
        var known = Define(venue, symbol, terms);
        var wanted = terms.Of(known.Id, venue, symbol);
        if (known == wanted)
            return known;
        Instruments.Put(wanted);
        _state.Pending.Enqueue(wanted);
        return wanted;
    }

    internal Source OpenSource(string key, Numbering numbering)
    {
        DefinitionRules.Check(key);
        var source = _state.Sources.Open(key, numbering, out var isNew);
        if (isNew)
            _state.Pending.Enqueue(source);
        return source;
    }

    internal byte[]? LastEventOf(Source source)
    {
        var sequence = _state.Sources.LastSequenceOf(source.Id);
        if (sequence < _journal.FirstSequence || sequence == 0)
            return null;
        using var cursor = _journal.Reader.OpenCursor(sequence);
        return cursor.TryRead(out var record) ? record.Payload.ToArray() : null;
    }

    private bool HasWork()
    {
        foreach (var inlet in Volatile.Read(ref _inlets))
            if (!inlet.Ring.IsEmpty)
                return true;
        return false;
    }

    private int Drain(TapeInlet inlet, Timestamp now)
    {
        var taken = 0;
        for (; taken < _options.BatchEvents && inlet.Ring.TryPeek(out var type, out var payload); taken++)
        {
            Take(inlet, type, payload, now);
            inlet.Ring.Release();
        }

        return taken;
    }

    private void Take(TapeInlet inlet, MarketEventType type, Span<byte> payload, Timestamp now)
    {
        if (!IsAcceptable(type, payload))
        {
            Volatile.Write(ref inlet.RefusedCount, inlet.RefusedCount + 1);
            Volatile.Write(ref _refused, _refused + 1);
            return;
        }

        ref readonly var header = ref EventHeader.In(payload);
        if (EventLayout.IsNumbered(type, header) && _unappended != inlet && !_state.IsNew(type, header))
        {
            Volatile.Write(ref inlet.DuplicateCount, inlet.DuplicateCount + 1);
            Volatile.Write(ref _duplicates, _duplicates + 1);
            return;
        }

        if (header.ReceiveTime.Nanoseconds == 0)
            BinaryPrimitives.WriteInt64LittleEndian(payload[EventHeader.ReceiveTimeOffset..], now.Nanoseconds);

        // An event that the journal would not take stays in its ring, already known as new, and is tried again.
        _unappended = inlet;
        var sequence = Append(type, payload, now);
        _unappended = null;
        if (EventLayout.IsOfInstrument(type) && header.Source != SourceId.None)
            _state.Sources.SetLast(header.Source, sequence);
    }

    private bool IsAcceptable(MarketEventType type, ReadOnlySpan<byte> payload)
    {
        if (type is MarketEventType.InstrumentDefinition or MarketEventType.SourceDefinition
            || !EventLayout.IsWhole(type, payload))
            return false;
        ref readonly var header = ref EventHeader.In(payload);
        if (header.Instrument.Number > _state.InstrumentsOnTape || header.Source.Number > _state.SourcesOnTape)
            AppendDefinitions();
        return header.Instrument.Number >= (EventLayout.IsOfInstrument(type) ? 1 : 0)
            && header.Instrument.Number <= _state.InstrumentsOnTape
            && header.Source.Number >= 0 && header.Source.Number <= _state.SourcesOnTape;
    }

    // A definition is on the tape before the first event that uses it: feeds define first, and events wait in rings.
    private void AppendDefinitions()
    {
        Span<byte> bytes = stackalloc byte[InstrumentDefinition.BytesMax];
        while (_state.Pending.TryPeek(out var definition))
        {
            if (MustBeginSegment(InstrumentDefinition.BytesMax))
            {
                // It states everything that is pending, too.
                BeginSegment();
                continue;
            }

            var now = Timestamp.FromDateTime(_clock.GetUtcNow());
            if (definition is Instrument instrument)
            {
                Append(MarketEventType.InstrumentDefinition, bytes[..InstrumentDefinition.Write(bytes, instrument)], now);
                _state.Defined(instrument);
            }
            else if (definition is Source source)
            {
                Append(MarketEventType.SourceDefinition, bytes[..SourceDefinition.Write(bytes, source)], now);
                _state.Defined(source);
            }

            _state.Pending.TryDequeue(out _);
        }
    }

    private long Append(MarketEventType type, ReadOnlySpan<byte> payload, Timestamp now)
    {
        if (MustBeginSegment(payload.Length))
            BeginSegment();
        var sequence = _journal.Append((ushort)type, EventLayout.Version, now.Nanoseconds, payload);
        Volatile.Write(ref _appended, _appended + 1);
        return sequence;
    }

    private bool MustBeginSegment(int payloadBytes) =>
        _forgets && !_isRestating && !_journal.HasRoom(payloadBytes);

    // Where old segments are deleted, each segment begins with all definitions: its events can be read without the
    // segments before it. Only then may those go.
    private void BeginSegment()
    {
        _journal.Roll();
        foreach (var instrument in Instruments.All)
            _state.Pending.Enqueue(instrument);
        foreach (var source in _state.Sources.Snapshot())
            _state.Pending.Enqueue(source);
        _isRestating = true;
        try
        {
            AppendDefinitions();
        }
        finally
        {
            _isRestating = false;
        }

        _journal.ApplyRetention();
    }
}
