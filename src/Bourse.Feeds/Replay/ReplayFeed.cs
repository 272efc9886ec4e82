using System.Runtime.InteropServices;
using Bourse.Journal;
using Bourse.Market;
using Bourse.Tape;

namespace Bourse.Feeds.Replay;

/// <summary>
/// Publishes a range of another tape on this one: trades, quotes, books and gaps, each flagged as replayed. Stopped and
/// begun anew with the same range it goes on where it was; begun anew after its end it adds nothing.
/// </summary>
/// <param name="tapeDirectory">The folder of the other tape's journal; nothing is written there.</param>
public sealed class ReplayFeed(string name, string tapeDirectory, ReplayOptions options, TimeProvider clock) : IFeed
{
    private const int RecordsPerStopCheck = 256;
    private const int HeldGapsMax = 1024;

    private readonly Queue<byte[]> _heldGaps = [];
    private bool _isPastKnown;
    private long _published;

    public string Name => name;

    /// <inheritdoc/>
    public void Run(TapeInlet tape, CancellationToken stopping)
    {
        try
        {
            using var other = JournalReader.Open(tapeDirectory);
            using var range = new ReplayRange(other, options);
            tape.PublishState(FeedState.Live, $"{name}: replaying {tapeDirectory}");
            Replay(range, new ReplayNames(other.JournalId, options, tape), tape, stopping);
            tape.PublishState(FeedState.Finished, $"{name}: {_published} events replayed");
        }
        catch (Exception fault) when (fault is FeedException or JournalException or IOException)
        {
            tape.PublishState(FeedState.Failed, fault.Message);
            throw new FeedException(fault.Message, fault);
        }
    }

    private void Replay(ReplayRange range, ReplayNames names, TapeInlet tape, CancellationToken stopping)
    {
        var pace = new ReplayPace(options.Speed, clock);
        for (var read = 0L; range.TryRead(out var record); read++)
        {
            if (read % RecordsPerStopCheck == 0)
                stopping.ThrowIfCancellationRequested();
            if (!IsToPublish(record, names))
                continue;
            pace.WaitFor(range.TimeOf(record), stopping);
            ReleaseGaps(names, tape);
            Publish((MarketEventType)record.Type, record.Payload, names, tape);
        }
    }

    // Takes what is to be remembered. Statuses are passed over: they speak of the other program's feeds.
    private bool IsToPublish(in JournalRecord record, ReplayNames names)
    {
        var type = (MarketEventType)record.Type;
        if (ReplayRange.IsDefinition(record))
            names.Take(type, record.Payload);
        else if (EventLayout.IsOfInstrument(type))
            return IsNew(EventHeader.In(record.Payload), names);
        else if (type == MarketEventType.Gap && !_isPastKnown)
            Hold(record.Payload);
        return type == MarketEventType.Gap && _isPastKnown;
    }

    private bool IsNew(in EventHeader header, ReplayNames names)
    {
        var isKnown = names.Map(header.Source) is { Numbering: Numbering.Source } source
            && header.Native <= source.Position;
        if (isKnown)
            _heldGaps.Clear();
        else
            _isPastKnown = true;
        return !isKnown;
    }

    // Gaps have no number to be recognised by: one is known where an event behind it is. The last may come twice.
    private void Hold(ReadOnlySpan<byte> gap)
    {
        if (_heldGaps.Count == HeldGapsMax)
            _heldGaps.Dequeue();
        _heldGaps.Enqueue(gap.ToArray());
    }

    private void ReleaseGaps(ReplayNames names, TapeInlet tape)
    {
        while (_heldGaps.TryDequeue(out var gap))
            Publish(MarketEventType.Gap, gap, names, tape);
    }

    private void Publish(MarketEventType type, ReadOnlySpan<byte> theirs, ReplayNames names, TapeInlet tape)
    {
        ref readonly var header = ref EventHeader.In(theirs);
        var ours = header with
        {
            Instrument = names.Map(header.Instrument),
            Source = names.Map(header.Source)?.Id ?? SourceId.None,
            Flags = header.Flags | EventFlags.Replayed,
        };
        var payload = tape.Claim(type, theirs.Length);
        theirs.CopyTo(payload);
        MemoryMarshal.Write(payload, in ours);
        tape.HandOver();
        _published++;
    }
}
