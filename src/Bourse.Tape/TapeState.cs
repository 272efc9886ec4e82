using System.Collections.Concurrent;
using System.Text;
using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Tape;

/// <summary>
/// What must be known to write a tape: instruments, sources and recent message ids. A deterministic function of the
/// tape's prefix: it is rebuilt by reading it.
/// </summary>
internal sealed class TapeState(int dedupMessages)
{
    private readonly MessageWindow _window = new(dedupMessages);
    private ulong[] _scopes = new ulong[64];

    public InstrumentRegistry Instruments { get; } = new();

    public SourceTable Sources { get; } = new();

    /// <summary>Instruments and sources that feeds have defined and that are not on the tape yet, in order.</summary>
    public ConcurrentQueue<object> Pending { get; } = new();

    /// <summary>The highest numbers whose definitions are on the tape.</summary>
    public int InstrumentsOnTape { get; private set; }

    public int SourcesOnTape { get; private set; }

    public void Restore(JournalReader reader)
    {
        using var cursor = reader.OpenCursor(reader.FirstSequence);
        var windowFrom = reader.LastSequence - dedupMessages;
        while (cursor.TryRead(out var record))
            Restore(record, isRecent: record.Sequence > windowFrom);
    }

    /// <summary>The instrument's definition has been appended, or was read.</summary>
    public void Defined(Instrument instrument)
    {
        var number = instrument.Id.Number;
        if (number >= _scopes.Length)
            Array.Resize(ref _scopes, Math.Max(number + 1, _scopes.Length * 2));
        _scopes[number] = StableHash.Of(Encoding.UTF8.GetBytes(instrument.Key));
        InstrumentsOnTape = Math.Max(InstrumentsOnTape, number);
    }

    /// <summary>The source's definition has been appended, or was read.</summary>
    public void Defined(Source source) => SourcesOnTape = Math.Max(SourcesOnTape, source.Id.Number);

    /// <summary>False when this very message is on the tape already.</summary>
    public bool IsNew(MarketEventType type, in EventHeader header) => Sources.NumberingOf(header.Source) switch
    {
        Numbering.Source => Sources.TryAdvance(header.Source, header.Native),
        Numbering.Instrument => _window.TryAdd(MessageId.Of(_scopes[header.Instrument.Number], type, header.Native)),
        _ => true,
    };

    private void Restore(in JournalRecord record, bool isRecent)
    {
        var type = (MarketEventType)record.Type;
        if (type == MarketEventType.InstrumentDefinition)
        {
            var instrument = InstrumentDefinition.Read(record.Payload)!;
            Instruments.Put(instrument);
            Defined(instrument);
        }
        else if (type == MarketEventType.SourceDefinition)
        {
            var source = SourceDefinition.Read(record.Payload)!;
            Sources.Put(source);
            Defined(source);
        }
        else if (EventHeader.In(record.Payload) is var header && EventLayout.IsNumbered(type, header))
        {
            Took(type, header, record.Sequence, isRecent);
        }
    }

    private void Took(MarketEventType type, in EventHeader header, long sequence, bool isRecent)
    {
        if (EventLayout.IsOfInstrument(type))
            Sources.SetLast(header.Source, sequence);
        if (isRecent || Sources.NumberingOf(header.Source) == Numbering.Source)
            IsNew(type, header);
    }
}
