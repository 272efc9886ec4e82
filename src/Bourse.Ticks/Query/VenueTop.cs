using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The best bid and the best ask of one venue, by its book, or its last quote where it sends no book.</summary>
/// <param name="Time">The venue's time of its last change; null before the first.</param>
/// <param name="Sequence">The tape's sequence of that change; 0 before the first.</param>
/// <param name="Bid">Null where nothing is bid.</param>
/// <param name="Ask">Null where nothing is offered.</param>
public readonly record struct VenueTop(
    Instrument Instrument, Timestamp? Time, long Sequence, BookLevel? Bid, BookLevel? Ask, LeftOut LeftOut)
{
    /// <summary>The same prices and sizes, compared with others' or left out for the same reason.</summary>
    public bool IsLike(in VenueTop other) =>
        Instrument.Id == other.Instrument.Id && Bid == other.Bid && Ask == other.Ask && LeftOut == other.LeftOut;

    internal static VenueTop Of(InstrumentTicks ticks, Timestamp oldest) => ticks.Book(1) is { } book
        ? Of(book, oldest)
        : new VenueTop(ticks.Instrument, null, 0, null, null, LeftOut.Empty);

    private static VenueTop Of(BookView book, Timestamp oldest)
    {
        BookLevel? bid = book.Bids.Count > 0 ? book.Bids[0] : null;
        BookLevel? ask = book.Asks.Count > 0 ? book.Asks[0] : null;
        var leftOut = book.IsSuspect ? LeftOut.Suspect
            : bid is null && ask is null ? LeftOut.Empty
            : bid?.Price > ask?.Price ? LeftOut.Crossed
            : book.Time < oldest ? LeftOut.Stale
            : LeftOut.None;
        return new VenueTop(book.Instrument, book.Time, book.Sequence, bid, ask, leftOut);
    }
}
