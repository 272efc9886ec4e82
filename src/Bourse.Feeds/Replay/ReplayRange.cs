using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Replay;

/// <summary>
/// Reads the chosen records of a tape in the tape's order. Definitions are always given, those from before the range
/// too, so that every id has its meaning before its first use: the tape is read from its beginning. One thread.
/// </summary>
internal sealed class ReplayRange : IDisposable
{
    private readonly ReplayOptions _options;
    private readonly JournalCursor _cursor;
    private readonly long _from;
    private readonly long _to;
    private bool[] _isChosen = new bool[64];
    private long _latestTime;

    /// <exception cref="FeedException">The range ends before it begins, or begins with what was deleted.</exception>
    public ReplayRange(JournalReader tape, ReplayOptions options)
    {
        _options = options;
        _from = options.FromSequence ?? tape.FirstSequence;
        _to = Math.Min(options.ToSequence ?? long.MaxValue, tape.LastSequence);
        if (options.ToSequence < options.FromSequence || options.To <= options.From)
            throw new FeedException("the replay would end before it begins");
        if (_from < tape.FirstSequence)
            throw new FeedException($"the tape begins at {tape.FirstSequence}: {_from} has been deleted");
        _cursor = tape.OpenCursor(tape.FirstSequence);
    }

    /// <summary>Reads the next record, valid until the next call; false at the end of the range.</summary>
    /// <exception cref="FeedException">The tape holds what this version cannot read.</exception>
    public bool TryRead(out JournalRecord record)
    {
        while (_cursor.TryRead(out record) && record.Sequence <= _to)
        {
            if ((MarketEventType)record.Type == MarketEventType.InstrumentDefinition)
                Choose(InstrumentDefinition.Read(record.Payload));
            if (IsDefinition(record))
                return true;
            if (!EventLayout.IsWhole((MarketEventType)record.Type, record.Payload))
                throw new FeedException($"record {record.Sequence} of the tape is malformed, or of a later version");
            if (_options.Clock == ReplayClock.Record && _options.To is { } end && record.Time >= end.Nanoseconds)
                return false;
            if (record.Sequence >= _from && IsWithin(TimeOf(record)) && IsOfChosenInstrument(record))
                return true;
        }

        return false;
    }

    public static bool IsDefinition(in JournalRecord record) =>
        (MarketEventType)record.Type is MarketEventType.InstrumentDefinition or MarketEventType.SourceDefinition;

    /// <summary>The time a record is chosen and paced by; where the venue gives none, that of the one before.</summary>
    public Timestamp TimeOf(in JournalRecord record)
    {
        var time = _options.Clock == ReplayClock.Record
            ? record.Time
            : EventHeader.In(record.Payload).VenueTime.Nanoseconds;
        _latestTime = time == 0 ? _latestTime : time;
        return new Timestamp(_latestTime);
    }

    public void Dispose() => _cursor.Dispose();

    private bool IsWithin(Timestamp time) =>
        (_options.From is not { } from || time >= from) && (_options.To is not { } to || time < to);

    private bool IsOfChosenInstrument(in JournalRecord record)
    {
        if (_options.Symbols.Count == 0)
            return true;
        var number = EventHeader.In(record.Payload).Instrument.Number;
        return number > 0 && number < _isChosen.Length && _isChosen[number];
    }

    private void Choose(Instrument? instrument)
    {
        if (instrument is null)
            return;
        var number = instrument.Id.Number;
        if (number >= _isChosen.Length)
            Array.Resize(ref _isChosen, Math.Max(number + 1, _isChosen.Length * 2));
        _isChosen[number] = _options.Symbols.Contains(instrument.Symbol) || _options.Symbols.Contains(instrument.Key);
    }
}
