using Bourse.Journal;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The books of one instrument at several moments: each what <see cref="BookReplay.At"/> answers to it, from reading the
/// tape once.
/// </summary>
public static class BookMoments
{
    // How many records are read between two looks at whether anybody still waits.
    private const int RecordsBetweenLooks = 1 << 14;

    /// <param name="times">Rising.</param>
    /// <param name="recordsMax">The most records of the tape, of all instruments, to be read.</param>
    /// <returns>One a time, null where nothing is known of then; null when there are more records than that.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the end was reached.</exception>
    public static BookView?[]? At(
        InstrumentTicks ticks, IReadOnlyList<Timestamp> times, int depthMax, JournalReader tape, long recordsMax,
        CancellationToken stopping)
    {
        var books = new BookView?[times.Count];
        var past = times.Count;
        if (ticks.Book(depthMax) is { } now)
            while (past > 0 && times[past - 1] >= now.Time)
                books[--past] = now;
        var first = FirstSnapshot(ticks, times, past, tape.FirstSequence, out var sequence);
        for (var i = 0; i < first; i++)
            books[i] = ticks.QuoteAt(times[i]) is { } quote ? BookView.Of(quote) : null;
        if (first == past)
            return books;
        var replay = new Replay(ticks, times, first, past, depthMax);
        return replay.TryRun(books, tape, sequence, recordsMax, stopping) ? books : null;
    }

    /// <summary>The first moment that can be replayed, and from where; that after the last where none can.</summary>
    private static int FirstSnapshot(
        InstrumentTicks ticks, IReadOnlyList<Timestamp> times, int past, long firstSequence, out long sequence)
    {
        sequence = 0;
        var (low, high) = (0, past);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ticks.SnapshotBefore(times[middle], firstSequence) is { } found)
                (high, sequence) = (middle, found);
            else
                low = middle + 1;
        }

        return low;
    }

    private sealed class Replay(InstrumentTicks ticks, IReadOnlyList<Timestamp> times, int first, int past, int depthMax)
    {
        private readonly BookAsOf _book = new(ticks.Instrument.Id, times[first]);
        private int _next = first;
        private BookView? _last;

        public bool TryRun(
            BookView?[] books, JournalReader tape, long sequence, long recordsMax, CancellationToken stopping)
        {
            // What is live goes on meanwhile.
            var lastSequence = ticks.LastSequence;
            using var cursor = tape.OpenCursor(sequence);
            for (var read = 1L; _next < past && cursor.TryRead(out var record); read++)
            {
                while (_next < past && !_book.Take(record.Sequence, record.Type, record.Payload))
                    Keep(books);
                if (record.Sequence >= lastSequence)
                    break;
                if (read > recordsMax)
                    return false;
                if (read % RecordsBetweenLooks == 0)
                    stopping.ThrowIfCancellationRequested();
            }

            while (_next < past)
                Keep(books);
            return true;
        }

        private void Keep(BookView?[] books)
        {
            var book = _book.Book;
            if (book.Sequence > 0 && (_last is null || _last.Sequence != book.Sequence || _last.IsSuspect != book.IsSuspect))
                _last = BookView.Of(ticks.Instrument, book, depthMax);
            books[_next++] = _last;
            if (_next < past)
                _book.Time = times[_next];
        }
    }
}
