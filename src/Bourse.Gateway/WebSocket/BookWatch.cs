using Bourse.Market;
using Bourse.Ticks;

namespace Bourse.Gateway.WebSocket;

/// <summary>
/// Sends books: the whole one first, then each change as the venue sent it, or after each change the best levels to a
/// depth. A venue that sends only quotes has a book of one level a side. Guarded by its owner.
/// </summary>
internal sealed class BookWatch(TickStore store, EventFrames frames)
{
    /// <summary>Few depths, since each that is listened to is made anew with each change.</summary>
    public static readonly int[] Depths = [1, 5, 10, 20, 50, 100];

    private readonly ListenerSet _changes = new();
    private readonly ListenerSet[] _best = MakeListeners();
    private bool[] _hasBook = new bool[64];

    /// <summary>Who listens to a depth; 0 to all levels, as changes.</summary>
    public ListenerSet Listeners(int depth) => depth == 0 ? _changes : _best[Array.IndexOf(Depths, depth)];

    public void Define(Instrument instrument)
    {
        _changes.Define(instrument);
        foreach (var listeners in _best)
            listeners.Define(instrument);
    }

    /// <summary>Takes note of a snapshot or a change that the store has applied.</summary>
    public void Apply(in BookUpdate update, bool isSnapshot, long sequence)
    {
        var id = update.Header.Instrument;
        if (store.Find(id) is not { } ticks)
            return;
        Mark(id);
        if (_changes.Hears(id))
            _changes.Send(id, frames.Book(ticks.Instrument, update, isSnapshot, sequence), sequence, id.Number);
        SendBest(ticks, sequence);
    }

    /// <summary>Takes note of a quote that the store has applied.</summary>
    public void Apply(in Quote quote, long sequence)
    {
        var id = quote.Header.Instrument;
        if (HasBook(id) || store.Find(id) is not { } ticks)
            return;
        if (_changes.Hears(id))
            Send(_changes, ticks, depth: 1, sequence);
        SendBest(ticks, sequence);
    }

    /// <summary>
    /// The books of the instruments chosen, with the sequence up to which they are known, at least the one given.
    /// </summary>
    public List<SequencedFrame> Open(InstrumentChoice choice, int depth, ref long sequence)
    {
        var books = new List<SequencedFrame>();
        foreach (var ticks in store.All)
        {
            if (!choice.Holds(ticks.Instrument) || Whole(ticks, depth) is not { } view)
                continue;
            sequence = Math.Max(sequence, view.Sequence);
            books.Add(new SequencedFrame(frames.Book(view), view.Sequence));
        }

        return books;
    }

    private static BookView? Whole(InstrumentTicks ticks, int depth) => ticks.Book(depth == 0 ? int.MaxValue : depth);

    private static ListenerSet[] MakeListeners()
    {
        var listeners = new ListenerSet[Depths.Length];
        for (var i = 0; i < listeners.Length; i++)
            listeners[i] = new ListenerSet();
        return listeners;
    }

    private void SendBest(InstrumentTicks ticks, long sequence)
    {
        for (var i = 0; i < Depths.Length; i++)
            if (_best[i].Hears(ticks.Instrument.Id))
                Send(_best[i], ticks, Depths[i], sequence);
    }

    private void Send(ListenerSet listeners, InstrumentTicks ticks, int depth, long sequence)
    {
        if (ticks.Book(depth) is { } view)
            listeners.Send(ticks.Instrument.Id, frames.Book(view), sequence, ticks.Instrument.Id.Number);
    }

    private bool HasBook(InstrumentId id) => (uint)id.Number < (uint)_hasBook.Length && _hasBook[id.Number];

    private void Mark(InstrumentId id)
    {
        if (id.Number >= _hasBook.Length)
            Array.Resize(ref _hasBook, Math.Max(id.Number + 1, _hasBook.Length * 2));
        _hasBook[id.Number] = true;
    }
}
