using System.Numerics;
using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>
/// The L2 book of one instrument and where on the tape its snapshots are. Under a lock, unlike the rest: a book's
/// levels move within arrays, so that a reader would hardly ever copy a busy one undisturbed. The writer waits for
/// one copy of a few levels at most.
/// </summary>
internal sealed class InstrumentBook(MemoryGauge memory)
{
    private readonly Lock _lock = new();
    private readonly Book _book = new();
    private readonly SnapshotPositions _snapshots = new();
    private long _bytes;

    public void Apply(in BookUpdate update, bool isSnapshot, long sequence)
    {
        lock (_lock)
        {
            if (isSnapshot)
            {
                _book.ApplySnapshot(update, sequence);
                _snapshots.Add(update.Header.VenueTime, sequence);
            }
            else
            {
                _book.ApplyDelta(update, sequence);
                _snapshots.CountDelta();
            }
        }

        CountBytes();
    }

    public void Suspect()
    {
        lock (_lock)
            _book.Suspect();
    }

    /// <summary>The best levels of both sides.</summary>
    public BookView View(Instrument instrument, int depthMax)
    {
        lock (_lock)
            return BookView.Of(instrument, _book, depthMax);
    }

    /// <summary>
    /// The tape sequence to replay from for the book as of a time: a snapshot's, at or before it and on the tape still.
    /// </summary>
    public long? SnapshotBefore(Timestamp time, long firstSequence)
    {
        lock (_lock)
            return _snapshots.Before(time, firstSequence);
    }

    // A side's array doubles and never shrinks.
    private void CountBytes()
    {
        var bytes = BytesOf(_book.Bids) + BytesOf(_book.Asks) + _snapshots.Bytes;
        if (bytes <= _bytes)
            return;
        memory.Add(bytes - _bytes);
        _bytes = bytes;
    }

    private static long BytesOf(BookSide side) =>
        BookLevel.Bytes * (long)BitOperations.RoundUpToPowerOf2((uint)Math.Max(32, side.Count));
}
