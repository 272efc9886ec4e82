using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// Rebuilds one instrument's book as of a venue time from the tape's records, given in order from a snapshot of the
/// book on. One thread.
/// </summary>
internal sealed class BookAsOf(InstrumentId instrument, Timestamp time)
{
    private SourceId _source;

    public Book Book { get; } = new();

    /// <summary>The moment; may be put later.</summary>
    public Timestamp Time { get; set; } = time;

    /// <summary>
    /// Takes the next record; false when it is of the book and after the time, which ends the replay.
    /// </summary>
    public bool Take(long sequence, ushort type, ReadOnlySpan<byte> payload)
    {
        switch ((MarketEventType)type)
        {
            case MarketEventType.BookSnapshot or MarketEventType.BookDelta:
                if (!BookUpdate.TryRead(payload, out var update) || update.Header.Instrument != instrument)
                    return true;
                _source = update.Header.Source;
                return Take(sequence, update, (MarketEventType)type == MarketEventType.BookSnapshot);
            case MarketEventType.Gap when payload.Length == Gap.Bytes && IsOurs(Gap.In(payload)):
                Book.Suspect();
                return true;
            default:
                return true;
        }
    }

    private bool IsOurs(in Gap gap) => gap.IsOfBook && (gap.Header.Instrument == instrument
        || (gap.Header.Instrument == InstrumentId.None && gap.Header.Source == _source));

    private bool Take(long sequence, in BookUpdate update, bool isSnapshot)
    {
        if (update.Header.VenueTime > Time)
            return false;
        if (isSnapshot)
            Book.ApplySnapshot(update, sequence);
        else
            Book.ApplyDelta(update, sequence);
        return true;
    }
}
