using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The book as it was: replayed from the tape, or, for a venue that sends only quotes, its quote of then.
/// </summary>
public static class BookReplay
{
    // How many records are read between two looks at whether anybody still waits.
    private const int RecordsBetweenLooks = 1 << 14;

    /// <summary>
    /// The book as of the venue's time: everything the venue stamped with that time or an earlier one is in it. Null
    /// when nothing is known of then. Reads the tape from the last snapshot before; how long that takes is the
    /// venue's habit, and the caller's token the limit.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the time was reached.</exception>
    public static BookView? At(
        InstrumentTicks ticks, Timestamp time, int depthMax, JournalReader tape, CancellationToken stopping)
    {
        if (ticks.Book(depthMax) is { } now && now.Time <= time)
            return now;
        if (ticks.SnapshotBefore(time, tape.FirstSequence) is { } sequence)
            return Replay(ticks, time, sequence, tape, stopping) is { } book
                ? BookView.Of(ticks.Instrument, book, depthMax)
                : null;
        return ticks.QuoteAt(time) is { } quote ? BookView.Of(quote) : null;
    }

    private static Book? Replay(
        InstrumentTicks ticks, Timestamp time, long sequence, JournalReader tape, CancellationToken stopping)
    {
        var replay = new BookAsOf(ticks.Instrument.Id, time);
        using var cursor = tape.OpenCursor(sequence);
        for (var read = 1L; cursor.TryRead(out var record); read++)
        {
            if (!replay.Take(record.Sequence, record.Type, record.Payload) || record.Sequence >= ticks.LastSequence)
                break;
            if (read % RecordsBetweenLooks == 0)
                stopping.ThrowIfCancellationRequested();
        }

        return replay.Book.Sequence > 0 ? replay.Book : null;
    }
}
