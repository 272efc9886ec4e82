using Bourse.Market;

namespace Bourse.Ticks;

/// <summary>The best levels of a book as of one tape sequence. Best first on both sides.</summary>
public sealed record BookView
{
    public required Instrument Instrument { get; init; }

    /// <summary>The tape sequence of the last change that is in it.</summary>
    public required long Sequence { get; init; }

    /// <summary>The venue's time of that change.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The book may be wrong: a gap or a delta without a snapshot came before.</summary>
    public required bool IsSuspect { get; init; }

    public required IReadOnlyList<BookLevel> Bids { get; init; }

    public required IReadOnlyList<BookLevel> Asks { get; init; }

    internal static BookView Of(Instrument instrument, Book book, int depthMax) => new()
    {
        Instrument = instrument,
        Sequence = book.Sequence,
        Time = book.VenueTime,
        IsSuspect = book.IsSuspect,
        Bids = Levels(book.Bids, depthMax),
        Asks = Levels(book.Asks, depthMax),
    };

    /// <summary>A venue that gives only its best prices has a book of one level a side.</summary>
    public static BookView Of(in QuoteRow quote) => new()
    {
        Instrument = quote.Instrument,
        Sequence = quote.Sequence,
        Time = quote.Time,
        IsSuspect = false,
        Bids = quote.BidSize.Units > 0 ? [new BookLevel(quote.Bid, quote.BidSize)] : [],
        Asks = quote.AskSize.Units > 0 ? [new BookLevel(quote.Ask, quote.AskSize)] : [],
    };

    private static BookLevel[] Levels(BookSide side, int depthMax)
    {
        var levels = new BookLevel[Math.Min(side.Count, depthMax)];
        side.CopyTo(levels);
        return levels;
    }
}
